package tailback.metric;

/**
 * By how much a figure differs between two sides that were run in pairs: the runs of a pair met the
 * same requests, so that most of what differs from run to run is the same on both sides, and falls
 * out of the difference.
 *
 * <p>The 95 % interval is the difference of the pooled figures ± t s/√n, where s measures how far
 * the differences of the n pairs lie from it and t is Student's with n − 1 degrees of freedom:
 * paired differences (Law, <em>Simulation Modeling and Analysis</em>, 10.2.1), around the pooled
 * figure as in {@link Replicates}.
 *
 * @param estimate second side minus first; not a number when a side has no such figure
 * @param interval where the true difference lies; null with fewer than two pairs
 * @param narrowing how many times wider the interval would be had the sides been run independently
 *     of each other, as often; not a number when that cannot be told
 */
public record PairedDifference(double estimate, Interval interval, double narrowing) {

  private static final double CONFIDENCE = 0.95;

  /**
   * The difference between two sides.
   *
   * @param before the figure of the first side, over all its runs
   * @param after that of the second
   * @param first the figures of the runs of the first side; not a number where a run has none
   * @param second those of the second side, in the same order
   */
  public static PairedDifference of(double before, double after, double[] first, double[] second) {
    double estimate = after - before;
    double[] ones = new double[first.length];
    double[] others = new double[first.length];
    double[] differences = new double[first.length];
    int count = 0;
    for (int i = 0; i < first.length; i++) {
      if (!Double.isNaN(first[i]) && !Double.isNaN(second[i])) {
        ones[count] = first[i];
        others[count] = second[i];
        differences[count++] = second[i] - first[i];
      }
    }
    if (Double.isNaN(estimate) || count < 2) {
      return new PairedDifference(estimate, null, Double.NaN);
    }
    Interval paired = Interval.around(estimate, differences, count, CONFIDENCE);
    double squares = squares(ones, count) + squares(others, count);
    double independent =
        StudentT.quantile(CONFIDENCE, 2 * count - 2) * Math.sqrt(squares / (count - 1) / count);
    double narrowing = paired.half() > 0 ? independent / paired.half() : Double.NaN;
    return new PairedDifference(estimate, paired, narrowing);
  }

  private static double squares(double[] samples, int count) {
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += samples[i] / count;
    }
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (samples[i] - mean) * (samples[i] - mean);
    }
    return squares;
  }

  /** Whether the pairs show a difference: its interval does not hold zero. */
  public boolean isShown() {
    return interval != null && !interval.covers(0);
  }

  /** Whether not even one pair differs. */
  public boolean isExactlyZero() {
    return interval != null && interval.lower() == 0 && interval.upper() == 0;
  }
}
