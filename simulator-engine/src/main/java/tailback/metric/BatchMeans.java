package tailback.metric;

import java.util.function.ToDoubleFunction;

/**
 * Confidence intervals from one run: its time is cut into 20 batches, and what differs between them
 * tells how much another run would differ.
 *
 * <p>Each batch gives its own mean, median, 95th and 99th percentile. The 95 % interval is the
 * figure of the whole run ± t s/√b, where s measures how far the figures of the b batches lie from
 * it and t is Student's with b − 1 degrees of freedom: batch means in the form called sectioning
 * (Asmussen and Glynn, <em>Stochastic Simulation</em>, 2007, III.5a). The figure reported for the
 * run so lies in its interval.
 *
 * <p>A batch counts for a figure when it holds at least ten durations, and at least five beyond the
 * percentile: 100 for the 95th, 500 for the 99th. Fewer than ten such batches, and there is no
 * interval (null). Two things make the intervals approximate. Neighbouring batches are alike when
 * queues take longer than a batch to empty; intervals are then too narrow. And a percentile of a
 * small batch is biased; intervals of percentiles are an indication, those between replications are
 * better.
 */
public final class BatchMeans {

  private static final int BATCHES = 20;
  private static final int USABLE = 10;
  private static final double CONFIDENCE = 0.95;

  private final long start;
  private final long length;
  private final Histogram batch = new Histogram();
  private final Histogram total = new Histogram();
  private final Figure mean = new Figure(10, Histogram::mean);
  private final Figure p50 = new Figure(10, of -> of.percentile(50));
  private final Figure p95 = new Figure(100, of -> of.percentile(95));
  private final Figure p99 = new Figure(500, of -> of.percentile(99));
  private int current;

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
  }

  /**
   * Counts a duration that ended at {@code time}. Times do not decrease; those beyond the end
   * belong to the last batch.
   */
  public void record(long time, long nanos) {
    int due = (int) Math.max(0, Math.min(BATCHES - 1, (time - start) / length));
    if (due > current) {
      close();
      current = due;
    }
    batch.record(nanos);
  }

  private void close() {
    mean.add(batch);
    p50.add(batch);
    p95.add(batch);
    p99.add(batch);
    total.add(batch);
    batch.reset();
  }

  /** Everything recorded so far, the last and unfinished batch included. */
  public Histogram total() {
    Histogram all = new Histogram();
    all.add(total);
    all.add(batch);
    return all;
  }

  /** The interval of the mean, nanoseconds; null when there is too little to tell. */
  public Interval mean() {
    return mean.interval();
  }

  /** The interval of the median, nanoseconds; null when there is too little to tell. */
  public Interval p50() {
    return p50.interval();
  }

  /** The interval of the 95th percentile, nanoseconds; null when there is too little to tell. */
  public Interval p95() {
    return p95.interval();
  }

  /** The interval of the 99th percentile, nanoseconds; null when there is too little to tell. */
  public Interval p99() {
    return p99.interval();
  }

  /** One figure of every batch that holds enough durations for it. */
  private final class Figure {

    private final long needed;
    private final ToDoubleFunction<Histogram> figure;
    private final double[] values = new double[BATCHES];
    private int count;

    Figure(long needed, ToDoubleFunction<Histogram> figure) {
      this.needed = needed;
      this.figure = figure;
    }

    void add(Histogram of) {
      if (of.count() >= needed) {
        values[count++] = figure.applyAsDouble(of);
      }
    }

    Interval interval() {
      int usable = count;
      if (batch.count() >= needed) {
        values[usable++] = figure.applyAsDouble(batch);
      }
      double whole = figure.applyAsDouble(total());
      return usable < USABLE ? null : Interval.around(whole, values, usable, CONFIDENCE);
    }
  }
}
