package tailback.queueing;

/** Γ, the factorial of the positive reals. */
final class GammaFunction {

  private static final double[] LANCZOS = {
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
  };

  private GammaFunction() {}

  /** ln Γ(x) for x &ge; 1: Lanczos' approximation with g = 7 and nine terms, good to 14 digits. */
  static double logarithm(double x) {
    double y = x - 1;
    double sum = 0.99999999999980993;
    for (int i = 0; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (y + i + 1);
    }
    double t = y + 7.5;
    return 0.5 * StrictMath.log(2 * Math.PI)
        + (y + 0.5) * StrictMath.log(t)
        - t
        + StrictMath.log(sum);
  }
}
