package tailback.metric;

/**
 * Confidence intervals from one run: its time is cut into ten batches, and what differs between
 * them tells how much another run would differ.
 *
 * <p>The batches are taken for independent {@linkplain Parts parts}. Ten long ones rather than many
 * short ones: neighbouring batches are alike when queues take longer than a batch to empty, and
 * intervals are then too narrow; more batches gain little (Schmeiser, <em>Batch Size Effects in the
 * Analysis of Simulation Output</em>, 1982).
 *
 * <p>Without a hundred durations, in five batches at least, there is no interval (null); nor for a
 * percentile without fifty beyond it, which p95 has of a thousand and p99 of five thousand. {@code
 * IntervalCoverageTest} measures how often intervals of a queue hold the true value.
 */
public final class BatchMeans {

  private static final int BATCHES = 10;
  private static final int USABLE = 5;
  private static final int DURATIONS = 100;

  private final long start;
  private final long length;
  private final Parts batches = new Parts();
  private final Histogram batch = new Histogram();
  private int current;
  private long next;

  /**
   * No durations yet.
   *
   * @param start when the time that counts begins, nanoseconds
   * @param end when it ends
   */
  public BatchMeans(long start, long end) {
    if (end <= start) {
      throw new IllegalArgumentException("nothing lies between " + start + " and " + end);
    }
    this.start = start;
    length = Math.max(1, (end - start) / BATCHES);
    next = start + length;
  }

  /**
   * Counts a duration that ended at {@code time}. Times do not decrease; those beyond the end
   * belong to the last batch.
   */
  public void record(long time, long nanos) {
    if (time >= next) {
      begin((int) Math.min(BATCHES - 1, (time - start) / length));
    }
    batch.record(nanos);
  }

  private void begin(int due) {
    if (due > current) {
      close();
      current = due;
    }
    next = due == BATCHES - 1 ? Long.MAX_VALUE : start + (due + 1) * length;
  }

  /** Ends a batch; one that holds nothing is none. */
  private void close() {
    if (batch.count() > 0) {
      batches.add(batch);
      batch.reset();
    }
  }

  /** Everything recorded so far, the last and unfinished batch included. */
  public Histogram total() {
    Histogram all = new Histogram();
    all.add(batches.whole());
    all.add(batch);
    return all;
  }

  /**
   * The interval of the mean, nanoseconds; null when there is too little to tell. As the others, it
   * counts the batch under way, which goes on all the same.
   */
  public Interval mean() {
    Parts all = enough();
    return all == null ? null : all.mean();
  }

  /** The interval of the median, nanoseconds; null when there is too little to tell. */
  public Interval p50() {
    return percentile(50);
  }

  /** The interval of the 95th percentile, nanoseconds; null when there is too little to tell. */
  public Interval p95() {
    return percentile(95);
  }

  /** The interval of the 99th percentile, nanoseconds; null when there is too little to tell. */
  public Interval p99() {
    return percentile(99);
  }

  private Interval percentile(double percent) {
    Parts all = enough();
    return all == null ? null : all.percentile(percent);
  }

  /** All batches, the one under way included; null when they are too few, or hold too little. */
  private Parts enough() {
    Parts all = batch.count() > 0 ? batches.and(batch) : batches;
    return all.count() >= USABLE && all.whole().count() >= DURATIONS ? all : null;
  }
}
