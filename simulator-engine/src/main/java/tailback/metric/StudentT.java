package tailback.metric;

/** Student's t law with a whole number of degrees of freedom. */
final class StudentT {

  /** Beyond so many degrees of freedom t differs from the normal law by less than 0.02 %. */
  private static final int MANY = 10_000;

  private StudentT() {}

  /**
   * The t for which P(−t &le; T &le; t) = {@code confidence}, by bisection.
   *
   * @param confidence such as 0.95
   * @param degrees of freedom, at least 1
   */
  static double quantile(double confidence, int degrees) {
    double below = 0;
    double above = 1;
    while (within(above, degrees) < confidence) {
      below = above;
      above *= 2;
    }
    while (true) {
      double middle = 0.5 * (below + above);
      if (middle <= below || middle >= above) {
        return middle;
      }
      if (within(middle, degrees) < confidence) {
        below = middle;
      } else {
        above = middle;
      }
    }
  }

  /**
   * P(−t &le; T &le; t): the finite series 26.7.3 (odd) and 26.7.4 (even) of Abramowitz and Stegun,
   * <em>Handbook of Mathematical Functions</em>.
   */
  static double within(double t, int degrees) {
    int n = Math.min(degrees, MANY);
    double theta = StrictMath.atan(t / Math.sqrt(n));
    double sine = StrictMath.sin(theta);
    double cosine = StrictMath.cos(theta);
    double square = cosine * cosine;
    boolean odd = n % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = n == 1 ? 0 : term;
    for (int k = odd ? 3 : 2; k < n; k += 2) {
      term *= square * (k - 1) / k;
      sum += term;
    }
    return odd ? 2 / Math.PI * (theta + sine * sum) : sine * sum;
  }
}
