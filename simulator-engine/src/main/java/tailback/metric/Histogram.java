package tailback.metric;

/**
 * Durations and how often each was seen: percentiles to three significant digits, count, mean and
 * maximum exactly.
 *
 * <p>An HdrHistogram with buckets from 1 ns up, which grows with the longest duration: 1 s takes
 * 0.2 MB. Recording allocates nothing once it has grown. Percentiles see a duration above {@link
 * #LONGEST} as that long.
 */
public final class Histogram {

  /** The longest duration that percentiles tell apart: 1,000 hours, in nanoseconds. */
  public static final long LONGEST = 3_600_000_000_000_000L;

  private static final int SIGNIFICANT_DIGITS = 3;
  private static final long LOW_HALF = 0xffff_ffffL;
  private static final int AT_ONCE = 64;

  private final org.HdrHistogram.Histogram counts =
      new org.HdrHistogram.Histogram(SIGNIFICANT_DIGITS);
  private long max;

  /**
   * Durations wait here to be counted together: the buckets of one after the other are then fetched
   * at the same time, and not each when it comes.
   */
  private final long[] uncounted = new long[AT_ONCE];

  private int waiting;

  /** Zeros, which are most waits, are counted here until somebody asks: a fifth of the work. */
  private long zeros;

  /** The sum is {@code high × 2^32 + low}: a long would overflow after 10^7 durations of 15 min. */
  private long high;

  private long low;

  /** An empty histogram. */
  public Histogram() {
    counts.setAutoResize(true);
  }

  /**
   * Counts one duration.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public void record(long nanos) {
    if (nanos == 0) {
      zeros++;
      return;
    }
    if (nanos < 0) {
      throw new IllegalArgumentException("negative duration " + nanos + " ns");
    }
    uncounted[waiting++] = nanos;
    if (waiting == AT_ONCE) {
      count(waiting);
    }
  }

  private void count(int durations) {
    for (int i = 0; i < durations; i++) {
      long nanos = uncounted[i];
      counts.recordValue(Math.min(nanos, LONGEST));
      max = Math.max(max, nanos);
      high += nanos >>> 32;
      low += nanos & LOW_HALF;
    }
    waiting = 0;
  }

  /** How many durations were recorded. */
  public long count() {
    return counts.getTotalCount() + waiting + zeros;
  }

  private org.HdrHistogram.Histogram counts() {
    count(waiting);
    if (zeros > 0) {
      counts.recordValueWithCount(0, zeros);
      zeros = 0;
    }
    return counts;
  }

  /** Their mean in nanoseconds, exact but for one rounding; 0 when there are none. */
  public double mean() {
    count(waiting);
    long count = count();
    return count == 0 ? 0 : (high * 0x1.0p32 + low) / count;
  }

  /** The longest in nanoseconds, exact; 0 when there are none. */
  public long max() {
    count(waiting);
    return max;
  }

  /**
   * The duration that {@code percent} % of all do not exceed, nanoseconds: the upper end of its
   * bucket, at most 0.1 % too long and never above {@link #max}; 0 when there are none.
   *
   * @param percent such as 99.9
   */
  public long percentile(double percent) {
    return count() == 0 ? 0 : Math.min(max(), counts().getValueAtPercentile(percent));
  }

  /** The shortest duration that falls into the same bucket as {@code nanos}. */
  long bucketStart(long nanos) {
    return counts.lowestEquivalentValue(nanos);
  }

  /** Looks at a bucket: the longest duration that falls into it, and how many did. */
  interface Bucket {
    void holds(long nanos, long count);
  }

  /** Shows every bucket that holds something, from the shortest durations to the longest. */
  void buckets(Bucket look) {
    for (var each : counts().recordedValues()) {
      look.holds(each.getValueIteratedTo(), each.getCountAtValueIteratedTo());
    }
  }

  /** Counts everything that {@code other} has counted as well. */
  public void add(Histogram other) {
    counts().add(other.counts());
    max = Math.max(max, other.max);
    high += other.high;
    low += other.low;
  }

  /** Forgets everything. */
  public void reset() {
    counts.reset();
    waiting = 0;
    zeros = 0;
    max = 0;
    high = 0;
    low = 0;
  }

  @Override
  public String toString() {
    return "Histogram[count=" + count() + ", mean=" + mean() + ", max=" + max() + "]";
  }
}
