package tailback.ui.timeline;

/**
 * Something over time.
 *
 * @param name what it is
 * @param step seconds between two values; the first stands for the time up to {@code step}
 * @param values over time; not a number where there is none
 * @param colour which of the states' colours it has, by {@link tailback.journal.State#ordinal}
 */
public record Line(String name, double step, double[] values, int colour) {

  /** The value at a time, seconds; not a number where there is none. */
  public double at(double seconds) {
    int index = (int) (seconds / step);
    return index < 0 || values.length == 0 || seconds < 0
        ? Double.NaN
        : values[Math.min(index, values.length - 1)];
  }

  /** The largest value; 0 where there is none. */
  public double largest() {
    double largest = 0;
    for (double value : values) {
      largest = value > largest ? value : largest;
    }
    return largest;
  }
}
