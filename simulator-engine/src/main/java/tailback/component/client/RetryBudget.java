package tailback.component.client;

/**
 * A retry budget, after Finagle ({@code RetryBudget}, with its time to live of ten seconds): each
 * request earns a share of a retry, each retry costs a whole one, and what is not spent within ten
 * seconds is lost. All clients of a group share it.
 */
final class RetryBudget {

  private static final int SLICES = 10;
  private static final long SLICE = 1_000_000_000L;

  private final double share;
  private final double[] earned = new double[SLICES];
  private long slice;

  RetryBudget(double share) {
    this.share = share;
  }

  /** A request is sent for the first time. */
  void earn(long now) {
    expire(now);
    earned[(int) (slice % SLICES)] += share;
  }

  /** Takes a retry out of the budget, what is oldest first; false when there is not enough. */
  boolean spend(long now) {
    expire(now);
    double balance = 0;
    for (double each : earned) {
      balance += each;
    }
    double cost = 1;
    if (balance < cost) {
      return false;
    }
    for (long old = slice - SLICES + 1; old <= slice && cost > 0; old++) {
      int at = (int) Math.floorMod(old, (long) SLICES);
      double taken = Math.min(cost, earned[at]);
      earned[at] -= taken;
      cost -= taken;
    }
    return true;
  }

  private void expire(long now) {
    long present = now / SLICE;
    for (int passed = 0; slice < present && passed < SLICES; passed++) {
      slice++;
      earned[(int) (slice % SLICES)] = 0;
    }
    slice = present;
  }
}
