package tailback.component.worker;

import tailback.component.Component.Tally;
import tailback.component.Occurrences;
import tailback.kernel.Simulation;

/** A kind of side effect of the outside world, such as an email: it cannot be rolled back. */
public final class Effect {

  private final String name;
  private long happened;
  private final Occurrences orphaned;

  /** A kind of side effect that has not happened yet. */
  public Effect(String name, Simulation simulation) {
    this.name = name;
    orphaned = new Occurrences(name + ".orphans", simulation);
  }

  /** It happens. */
  public void happens() {
    happened++;
  }

  void orphaned() {
    orphaned.happens();
  }

  /** Begins to count anew: the end of the warm-up. */
  public void reset() {
    happened = 0;
    orphaned.reset();
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** How often it happened. */
  public long happened() {
    return happened;
  }

  /** How often the transaction that it happened in was rolled back. */
  public long orphans() {
    return orphaned.count();
  }

  /** Tells how often it happened, and how often for nothing. */
  public void count(Tally tally) {
    tally.add(name + ".effects", happened);
    tally.add(name + ".orphans", 0);
    orphaned.count(tally);
  }
}
