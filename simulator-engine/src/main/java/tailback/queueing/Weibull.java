package tailback.queueing;

import tailback.kernel.Stream;

/** P(X &gt; x) = e^(-(x/scale)^shape). Sampled by inversion. */
record Weibull(double mean, double scale, double shape) implements Distribution {

  static Weibull of(double mean, double shape) {
    Parameter.positive("mean", mean);
    Parameter.positive("shape", shape);
    double scale = mean * StrictMath.exp(-GammaFunction.logarithm(1 + 1 / shape));
    return new Weibull(mean, scale, shape);
  }

  @Override
  public long sample(Stream stream) {
    double exponential = -StrictMath.log(stream.nextOpenDouble());
    return Math.round(scale * StrictMath.exp(StrictMath.log(exponential) / shape));
  }
}
