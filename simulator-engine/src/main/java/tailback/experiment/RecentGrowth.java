package tailback.experiment;

import java.util.function.DoubleSupplier;

/** How much a count has grown in the recent past, as a share of how much another one has. */
final class RecentGrowth implements Recent {

  private final DoubleSupplier count;
  private final DoubleSupplier total;
  private final double[] counts;
  private final double[] totals;
  private long evaluations;

  /**
   * The growth of a count.
   *
   * @param slices how many evaluations it looks back
   * @param total what it is a share of; null for the growth itself
   */
  RecentGrowth(int slices, DoubleSupplier count, DoubleSupplier total) {
    this.count = count;
    this.total = total;
    counts = new double[slices + 1];
    totals = new double[slices + 1];
  }

  @Override
  public void begin() {
    take(0);
  }

  private void take(int at) {
    counts[at] = count.getAsDouble();
    totals[at] = total == null ? 0 : total.getAsDouble();
  }

  @Override
  public double evaluate() {
    int now = (int) (++evaluations % counts.length);
    take(now);
    int then = (int) (Math.max(0, evaluations - counts.length + 1) % counts.length);
    double grown = counts[now] - counts[then];
    return total == null ? grown : grown / (totals[now] - totals[then]);
  }
}
