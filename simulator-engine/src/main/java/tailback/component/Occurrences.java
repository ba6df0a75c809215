package tailback.component;

import tailback.component.Component.Tally;
import tailback.kernel.Simulation;

/** How often something has happened since its counting began, and when it first did. */
public final class Occurrences {

  private final String name;
  private final Simulation simulation;
  private long count;
  private long first;

  /**
   * Nothing has happened yet.
   *
   * @param name under which it is told, such as {@code reader.stale}
   */
  public Occurrences(String name, Simulation simulation) {
    this.name = name;
    this.simulation = simulation;
  }

  /** It happens. */
  public void happens() {
    if (count++ == 0) {
      first = simulation.now();
    }
  }

  /** How often it did. */
  public long count() {
    return count;
  }

  /** Begins to count anew: the end of the warm-up. */
  public void reset() {
    count = 0;
  }

  /** Tells how often and since when, if it happened at all. */
  public void count(Tally tally) {
    if (count > 0) {
      tally.add(name, count);
      tally.first(name, first);
    }
  }
}
