package tailback.metric;

import java.util.Arrays;

/**
 * A value sampled at equal steps of time, at most {@link #MAX_POINTS} of them. The step is known in
 * advance, so whoever samples needs one event per step and nothing is thinned out later.
 */
public final class TimeSeries {

  /** How many points there are at most. */
  public static final int MAX_POINTS = 600;

  private static final long SECOND = 1_000_000_000;

  private final long step;
  private final double[] values;
  private int count;

  /**
   * No points yet.
   *
   * @param duration of the run, nanoseconds
   */
  public TimeSeries(long duration) {
    step = step(duration);
    values = new double[(int) (duration / step)];
  }

  /**
   * The time between two points of a run this long, nanoseconds: 1 s, or the first of 2 s, 4 s, …
   * that needs at most {@link #MAX_POINTS}.
   */
  public static long step(long duration) {
    long step = SECOND;
    while (duration / step > MAX_POINTS) {
      step *= 2;
    }
    return step;
  }

  /** The time between two points, nanoseconds; the first point is one step after the start. */
  public long step() {
    return step;
  }

  /**
   * Adds the next point.
   *
   * @throws IllegalStateException when the run was to be shorter
   */
  public void record(double value) {
    if (count == values.length) {
      throw new IllegalStateException("more than " + count + " points of " + step + " ns");
    }
    values[count++] = value;
  }

  /** How many points were recorded. */
  public int size() {
    return count;
  }

  /** The points recorded so far. */
  public double[] values() {
    return Arrays.copyOf(values, count);
  }
}
