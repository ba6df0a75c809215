package tailback.queueing;

import tailback.kernel.Stream;

/** The memoryless law: f(x) = e^(-x/mean) / mean. Sampled by inversion. */
record Exponential(double meanNanos) implements Distribution {

  @Override
  public long sample(Stream stream) {
    return Math.round(-meanNanos * StrictMath.log(stream.nextOpenDouble()));
  }

  @Override
  public double mean() {
    return meanNanos;
  }
}
