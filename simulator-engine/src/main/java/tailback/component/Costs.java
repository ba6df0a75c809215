package tailback.component;

import java.util.Map;

/**
 * What the software itself costs, apart from the application: measured, kept in one file, {@code
 * models/costs.csv}, with the source of each figure, and never tuned for a single case.
 */
public final class Costs {

  private final Map<String, Long> nanos;

  /** The costs by name, in nanoseconds. */
  public Costs(Map<String, Long> nanos) {
    this.nanos = nanos;
  }

  /**
   * The cost of that name, nanoseconds.
   *
   * @throws IllegalArgumentException when the file has none
   */
  public long of(String name) {
    Long cost = nanos.get(name);
    if (cost == null) {
      throw new IllegalArgumentException("no cost '" + name + "' in models/costs.csv");
    }
    return cost;
  }
}
