package tailback.ui.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tailback.experiment.Ended;

/**
 * When each request of a run ended, how, and how long it took: rates and percentiles at any instant
 * come from here.
 *
 * <p>A rate is that of the window up to the instant, as in the series of a result: at the instants
 * of those samples, with their step as window, the two are the same.
 */
public final class Endings implements Ended {

  private long[] at = new long[1 << 12];
  private long[] took = new long[1 << 12];
  private byte[] how = new byte[1 << 12];
  private int count;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final Map<Outcome, Integer> numbers = new HashMap<>();

  @Override
  public void ended(long time, long latency, int status, String unanswered) {
    if (count == at.length) {
      at = Arrays.copyOf(at, 2 * count);
      took = Arrays.copyOf(took, 2 * count);
      how = Arrays.copyOf(how, 2 * count);
    }
    at[count] = time;
    took[count] = latency;
    how[count++] = (byte) number(new Outcome(status, unanswered));
  }

  private int number(Outcome outcome) {
    Integer known = numbers.get(outcome);
    if (known == null) {
      known = outcomes.size();
      outcomes.add(outcome);
      numbers.put(outcome, known);
    }
    return known;
  }

  /** The outcomes that occur, by kind and status. */
  public List<Outcome> outcomes() {
    return outcomes.stream().sorted().toList();
  }

  /** How many have ended so up to an instant, seconds from time zero. */
  public long ended(Outcome outcome, double seconds) {
    return count(numbers.getOrDefault(outcome, -1), 0, until(seconds));
  }

  /** How many have failed up to an instant, seconds from time zero. */
  public long failed(double seconds) {
    return outcomes.stream().filter(Outcome::failed).mapToLong(o -> ended(o, seconds)).sum();
  }

  /** How many ended so per second, in the window up to an instant; seconds. */
  public double rate(Outcome outcome, double seconds, double window) {
    double length = Math.min(window, seconds);
    if (length <= 0) {
      return 0;
    }
    int number = numbers.getOrDefault(outcome, -1);
    return count(number, until(seconds - length), until(seconds)) / length;
  }

  /** How many did not fail, per second, in the window up to an instant; seconds. */
  public double completed(double seconds, double window) {
    return rate(false, seconds, window);
  }

  /** How many failed per second, in the window up to an instant; seconds. */
  public double failed(double seconds, double window) {
    return rate(true, seconds, window);
  }

  private double rate(boolean failed, double seconds, double window) {
    return outcomes.stream()
        .filter(outcome -> outcome.failed() == failed)
        .mapToDouble(outcome -> rate(outcome, seconds, window))
        .sum();
  }

  private long count(int number, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += how[i] == number ? 1 : 0;
    }
    return sum;
  }

  /**
   * Percentiles of those that did not fail and ended in the window up to an instant, milliseconds;
   * not a number when nobody did.
   *
   * @param shares such as 0.99
   */
  public double[] percentiles(double[] shares, double seconds, double window) {
    int to = until(seconds);
    int from = until(Math.max(0, seconds - window));
    boolean[] fails = new boolean[outcomes.size()];
    for (int i = 0; i < fails.length; i++) {
      fails[i] = outcomes.get(i).failed();
    }
    long[] sorted = new long[to - from];
    int completed = 0;
    for (int i = from; i < to; i++) {
      if (!fails[how[i]]) {
        sorted[completed++] = took[i];
      }
    }
    Arrays.sort(sorted, 0, completed);
    double[] values = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      int rank = Math.max(0, (int) Math.ceil(shares[i] * completed) - 1);
      values[i] = completed == 0 ? Double.NaN : sorted[rank] / 1e6;
    }
    return values;
  }

  /** How many ended up to an instant, that instant included. */
  private int until(double seconds) {
    long nanos = Math.round(seconds * 1e9);
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at[middle] <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
