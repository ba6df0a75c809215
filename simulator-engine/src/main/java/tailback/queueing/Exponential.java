package tailback.queueing;

import tailback.kernel.Stream;

/** The memoryless law: f(x) = e^(-x/mean) / mean. Sampled by inversion. */
record Exponential(double mean) implements Distribution {

  Exponential {
    Parameter.notNegative("mean", mean);
  }

  @Override
  public long sample(Stream stream) {
    return stream.nextExponential(mean);
  }
}
