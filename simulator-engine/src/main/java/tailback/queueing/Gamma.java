package tailback.queueing;

import tailback.kernel.Stream;

/**
 * The gamma law: scale × Γ(shape).
 *
 * <p>Sampled after Marsaglia and Tsang, <em>A simple method for generating gamma variables</em>
 * (2000): the cube of a normal number, accepted nineteen times in twenty or more. A shape below 1
 * samples shape + 1 and shrinks it by a power of a uniform number.
 */
record Gamma(double shape, double scale) implements Distribution {

  static Gamma of(double mean, double cv) {
    Parameter.positive("mean", mean);
    Parameter.positive("cv", cv);
    return new Gamma(1 / (cv * cv), mean * cv * cv);
  }

  @Override
  public long sample(Stream stream) {
    if (shape >= 1) {
      return Math.round(scale * standard(shape, stream));
    }
    double shrink = StrictMath.exp(StrictMath.log(stream.nextOpenDouble()) / shape);
    return Math.round(scale * shrink * standard(shape + 1, stream));
  }

  private static double standard(double shape, Stream stream) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = -StandardNormal.quantile(stream.nextOpenDouble());
      double root = 1 + c * z;
      if (root > 0) {
        double v = root * root * root;
        double bound = 0.5 * z * z + d * (1 - v + StrictMath.log(v));
        if (StrictMath.log(stream.nextOpenDouble()) < bound) {
          return d * v;
        }
      }
    }
  }

  @Override
  public double mean() {
    return shape * scale;
  }
}
