package tailback.metric;

import java.util.Arrays;

/**
 * One figure of each of several independent runs, such as the p99 of each.
 *
 * <p>The 95 % interval is the figure of all runs pooled ± t s/√n, where s measures how far the
 * figures of the n runs lie from it and t is Student's with n − 1 degrees of freedom: sectioning,
 * with runs for sections (Asmussen and Glynn, <em>Stochastic Simulation</em>, 2007, III.5a). The
 * pooled figure so lies in its interval, also where that of a short run is biased, as a percentile
 * is; but how wide it must be is better known of the durations themselves: {@link Parts}.
 */
public final class Replicates {

  private static final double CONFIDENCE = 0.95;

  private double[] figures = new double[16];
  private int count;

  /** Adds the figure of the next run; one that is not a number is left out. */
  public void add(double figure) {
    if (Double.isNaN(figure)) {
      return;
    }
    if (count == figures.length) {
      figures = Arrays.copyOf(figures, 2 * count);
    }
    figures[count++] = figure;
  }

  /**
   * Where the true figure lies.
   *
   * @param pooled the figure of all runs together
   * @return null when there are fewer than two figures, or none of them all
   */
  public Interval around(double pooled) {
    return Double.isNaN(pooled) ? null : Interval.around(pooled, figures, count, CONFIDENCE);
  }
}
