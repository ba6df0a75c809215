package tailback.metric;

/**
 * MSER-5: how much to leave out at the start of a series, where an empty system leaves its mark.
 *
 * <p>The series is cut into batches of five, and so many batches are left out that the standard
 * error of the mean of the others, taken as if they were independent, is the least: each one left
 * out takes bias away, and data (White, <em>Simulation</em> 69:323–334, 1997; White, Cobb and
 * Spratt, Winter Simulation Conference 2000, 755–760). Only the first half is searched: towards the
 * end few batches are left, and these may be alike by chance. A minimum in the last tenth of that
 * half says that the series goes on changing.
 *
 * @param leftOut how many values to leave out, a multiple of five
 * @param steady whether the rest looks like a steady state
 */
public record Mser(int leftOut, boolean steady) {

  private static final int BATCH = 5;
  private static final double STILL_CHANGING = 0.9;

  /**
   * The start of a series.
   *
   * @param series values at equal steps of time or number; those after the last whole batch do not
   *     count
   * @throws IllegalArgumentException when there are not even two batches
   */
  public static Mser of(double[] series) {
    int batches = series.length / BATCH;
    if (batches < 2) {
      throw new IllegalArgumentException(series.length + " values are too few");
    }
    int half = batches / 2;
    int best = half;
    double least = Double.POSITIVE_INFINITY;
    double mean = 0;
    double squares = 0;
    for (int i = batches - 1; i >= 0; i--) { // from the end, so that one more joins each time
      int count = batches - i;
      double batch = batch(series, i);
      double away = batch - mean;
      mean += away / count;
      squares += away * (batch - mean);
      double error = squares / count / count;
      if (i <= half && error <= least) {
        least = error;
        best = i;
      }
    }
    return new Mser(best * BATCH, best <= STILL_CHANGING * half);
  }

  private static double batch(double[] series, int number) {
    double sum = 0;
    for (int i = 0; i < BATCH; i++) {
      sum += series[number * BATCH + i];
    }
    return sum / BATCH;
  }
}
