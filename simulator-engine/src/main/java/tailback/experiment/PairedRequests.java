package tailback.experiment;

import tailback.experiment.result.Compared.Amount;
import tailback.experiment.result.Compared.Requests;
import tailback.metric.Histogram;

/** Counts how requests fared on two sides: who was faster, who slower, and by how much. */
final class PairedRequests {

  private static final double MILLIS = 1e6;

  private final Histogram faster = new Histogram();
  private final Histogram slower = new Histogram();
  private long same;
  private long rescued;
  private long broken;
  private long failed;

  /** One request: its latencies on both sides, nanoseconds or {@link Outcomes#FAILED}. */
  void add(long before, long after) {
    if (before == Outcomes.FAILED && after == Outcomes.FAILED) {
      failed++;
    } else if (before == Outcomes.FAILED) {
      rescued++;
    } else if (after == Outcomes.FAILED) {
      broken++;
    } else if (after < before) {
      faster.record(before - after);
    } else if (after > before) {
      slower.record(after - before);
    } else {
      same++;
    }
  }

  /** Counts what another has counted as well. */
  void add(PairedRequests other) {
    faster.add(other.faster);
    slower.add(other.slower);
    same += other.same;
    rescued += other.rescued;
    broken += other.broken;
    failed += other.failed;
  }

  /** What was counted. */
  Requests requests() {
    long both = faster.count() + slower.count() + same;
    double sum = slower.mean() * slower.count() - faster.mean() * faster.count();
    return new Requests(
        both + rescued + broken + failed,
        faster.count(),
        slower.count(),
        same,
        rescued,
        broken,
        failed,
        amount(faster),
        amount(slower),
        both == 0 ? Double.NaN : sum / both / MILLIS,
        percentile(5, both),
        percentile(95, both));
  }

  private static Amount amount(Histogram of) {
    return of.count() == 0
        ? null
        : new Amount(of.mean() / MILLIS, of.percentile(95) / MILLIS, of.max() / MILLIS);
  }

  /** Of all differences: first come the faster, the most so at the front, then the same. */
  private double percentile(double percent, long both) {
    double rank = percent / 100 * both;
    if (both == 0) {
      return Double.NaN;
    }
    if (rank <= faster.count()) {
      return -faster.percentile(100 * (1 - rank / faster.count())) / MILLIS;
    }
    double beyond = rank - faster.count() - same;
    return beyond <= 0 ? 0 : slower.percentile(100 * beyond / slower.count()) / MILLIS;
  }
}
