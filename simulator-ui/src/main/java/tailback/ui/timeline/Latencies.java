package tailback.ui.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tailback.kernel.Observer;

/**
 * Watches a run, and keeps how long requests took and how they ended, by the time when they ended.
 * Completed is what was answered with a status below 500.
 */
public final class Latencies implements Observer {

  private static final int SERVER_ERROR = 500;

  private final long timeZero;
  private final long step;
  private final Map<Long, Long> arrived = new HashMap<>();
  private final List<Bucket> buckets = new ArrayList<>();

  /** When requests ended with each status, by the span, as many as did. */
  private final Map<Integer, int[]> statuses = new TreeMap<>();

  /**
   * Watches from time zero on.
   *
   * @param timeZero the end of the warm-up, nanoseconds
   * @param step how long a span is for which percentiles are taken, nanoseconds
   */
  public Latencies(long timeZero, long step) {
    this.timeZero = timeZero;
    this.step = step;
  }

  private static final class Bucket {
    private long[] took = new long[16];
    private int completed;
    private int failed;

    private void add(long nanos) {
      if (completed == took.length) {
        took = Arrays.copyOf(took, 2 * completed);
      }
      took[completed++] = nanos;
    }
  }

  @Override
  public void moved(long time, long request, int place) {
    arrived.putIfAbsent(request, time);
  }

  @Override
  public void ended(long time, long request, int status) {
    Long from = arrived.remove(request);
    if (from == null || time < timeZero) {
      return;
    }
    int index = (int) ((time - timeZero) / step);
    while (buckets.size() <= index) {
      buckets.add(new Bucket());
    }
    int[] ends = statuses.computeIfAbsent(status, each -> new int[index + 1]);
    if (ends.length <= index) {
      ends = Arrays.copyOf(ends, Math.max(index + 1, 2 * ends.length));
      statuses.put(status, ends);
    }
    ends[index]++;
    if (status > 0 && status < SERVER_ERROR) {
      buckets.get(index).add(time - from);
    } else {
      buckets.get(index).failed++;
    }
  }

  /** Sorts what is there; to be called once, when the run has ended. */
  public Latencies sorted() {
    for (Bucket bucket : buckets) {
      Arrays.sort(bucket.took, 0, bucket.completed);
    }
    return this;
  }

  /** A percentile of completed requests over time, milliseconds. */
  public Line percentile(String name, double share, int colour) {
    double[] values = new double[buckets.size()];
    for (int i = 0; i < values.length; i++) {
      Bucket bucket = buckets.get(i);
      int rank = (int) Math.ceil(share * bucket.completed) - 1;
      values[i] = bucket.completed == 0 ? Double.NaN : bucket.took[Math.max(0, rank)] / 1e6;
    }
    return new Line(name, step / 1e9, values, colour);
  }

  /** How many requests ended with each status up to a time, seconds from time zero. */
  public Map<Integer, Long> ended(double seconds) {
    Map<Integer, Long> sums = new TreeMap<>();
    statuses.forEach(
        (status, ends) -> {
          double sum = 0;
          for (int i = 0; i < ends.length && i * step / 1e9 < seconds; i++) {
            sum += ends[i] * Math.min(1, (seconds * 1e9 - (double) i * step) / step);
          }
          if (sum >= 0.5) {
            sums.put(status, Math.round(sum));
          }
        });
    return sums;
  }

  /** Completed requests per second. */
  public Line completed(int colour) {
    return rate("completed", colour, false);
  }

  /** Failed requests per second. */
  public Line failed(int colour) {
    return rate("failed", colour, true);
  }

  private Line rate(String name, int colour, boolean failures) {
    double[] values = new double[buckets.size()];
    for (int i = 0; i < values.length; i++) {
      Bucket bucket = buckets.get(i);
      values[i] = (failures ? bucket.failed : bucket.completed) / (step / 1e9);
    }
    return new Line(name, step / 1e9, values, colour);
  }
}
