package tailback.queueing;

import tailback.kernel.Stream;

/** e^(mu + sigma Z) nanoseconds, with Z standard normal. Sampled by inversion. */
record Lognormal(double mu, double sigma) implements Distribution {

  static Lognormal ofMean(double mean, double cv) {
    Parameter.positive("mean", mean);
    Parameter.positive("cv", cv);
    double variance = StrictMath.log1p(cv * cv);
    return new Lognormal(StrictMath.log(mean) - variance / 2, Math.sqrt(variance));
  }

  static Lognormal ofQuantiles(double p50, double p99) {
    Parameter.positive("p50", p50);
    if (!(p99 > p50) || Double.isInfinite(p99)) {
      throw new IllegalArgumentException("p99 " + p99 + " is not above p50 " + p50);
    }
    double sigma = StrictMath.log(p99 / p50) / StandardNormal.quantile(0.99);
    return new Lognormal(StrictMath.log(p50), sigma);
  }

  @Override
  public long sample(Stream stream) {
    double z = -StandardNormal.quantile(stream.nextOpenDouble());
    return Math.round(StrictMath.exp(mu + sigma * z));
  }

  @Override
  public double mean() {
    return StrictMath.exp(mu + sigma * sigma / 2);
  }
}
