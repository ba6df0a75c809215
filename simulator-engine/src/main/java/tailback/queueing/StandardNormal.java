package tailback.queueing;

/** The normal law with mean 0 and standard deviation 1. */
final class StandardNormal {

  private static final double SQRT_TWO_PI = 2.5066282746310002;

  private StandardNormal() {}

  /** The density, φ(z). */
  static double density(double z) {
    return StrictMath.exp(-0.5 * z * z) / SQRT_TWO_PI;
  }

  /**
   * The distribution function, Φ(z): Hart's rational approximation 5666 (1968) and a continued
   * fraction in the tail, as in West, <em>Better approximations to cumulative normal functions</em>
   * (2005). Good to 15 digits.
   */
  static double cumulative(double z) {
    double x = Math.abs(z);
    if (x > 37) {
      return z > 0 ? 1 : 0;
    }
    double tail;
    double bell = StrictMath.exp(-0.5 * x * x);
    if (x < 7.07106781186547) {
      double p =
          (((((3.52624965998911e-02 * x + 0.700383064443688) * x + 6.37396220353165) * x
                                      + 33.912866078383)
                                  * x
                              + 112.079291497871)
                          * x
                      + 221.213596169931)
                  * x
              + 220.206867912376;
      double q =
          ((((((8.83883476483184e-02 * x + 1.75566716318264) * x + 16.064177579207) * x
                                              + 86.7807322029461)
                                          * x
                                      + 296.564248779674)
                                  * x
                              + 637.333633378831)
                          * x
                      + 793.826512519948)
                  * x
              + 440.413735824752;
      tail = bell * p / q;
    } else {
      double fraction = x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
      tail = bell / fraction / SQRT_TWO_PI;
    }
    return z > 0 ? 1 - tail : tail;
  }

  /**
   * The quantile function, Φ⁻¹(p) for 0 &lt; p &lt; 1: Wichura, Algorithm AS 241 (PPND16), Applied
   * Statistics 37 (1988). Good to 16 digits.
   */
  static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q * central(r);
    }
    double r = Math.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
    double z = r <= 5 ? tail(r - 1.6) : farTail(r - 5);
    return q < 0 ? -z : z;
  }

  private static double central(double r) {
    return (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853)
                                                * r
                                            + 45921.953931549871457)
                                        * r
                                    + 13731.693765509461125)
                                * r
                            + 1971.5909503065514427)
                        * r
                    + 133.14166789178437745)
                * r
            + 3.387132872796366608)
        / (((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
                                            + 21213.794301586595867)
                                        * r
                                    + 5394.1960214247511077)
                                * r
                            + 687.1870074920579083)
                        * r
                    + 42.313330701600911252)
                * r
            + 1);
  }

  private static double tail(double r) {
    return (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r
                                                    + 0.24178072517745061177)
                                                * r
                                            + 1.27045825245236838258)
                                        * r
                                    + 3.64784832476320460504)
                                * r
                            + 5.7694972214606914055)
                        * r
                    + 4.6303378461565452959)
                * r
            + 1.42343711074968357734)
        / (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r
                                                    + 0.0151986665636164571966)
                                                * r
                                            + 0.14810397642748007459)
                                        * r
                                    + 0.68976733498510000455)
                                * r
                            + 1.6763848301838038494)
                        * r
                    + 2.05319162663775882187)
                * r
            + 1);
  }

  private static double farTail(double r) {
    return (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
                                                    + 0.0012426609473880784386)
                                                * r
                                            + 0.026532189526576123093)
                                        * r
                                    + 0.29656057182850489123)
                                * r
                            + 1.7848265399172913358)
                        * r
                    + 5.4637849111641143699)
                * r
            + 6.6579046435011037772)
        / (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r
                                                    + 1.8463183175100546818e-5)
                                                * r
                                            + 7.868691311456132591e-4)
                                        * r
                                    + 0.0148753612908506148525)
                                * r
                            + 0.13692988092273580531)
                        * r
                    + 0.59983220655588793769)
                * r
            + 1);
  }
}
