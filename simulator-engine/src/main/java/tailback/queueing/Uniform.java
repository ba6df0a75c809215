package tailback.queueing;

import tailback.kernel.Stream;

/** Any duration from {@code from} to {@code to} alike. Sampled by inversion. */
record Uniform(long from, long to) implements Distribution {

  Uniform {
    Parameter.notNegative("from", from);
    if (to < from) {
      throw new IllegalArgumentException("uniform from " + from + " to " + to + ": to is less");
    }
  }

  @Override
  public long sample(Stream stream) {
    return Math.round(to - stream.nextOpenDouble() * (to - from));
  }

  @Override
  public double mean() {
    return 0.5 * from + 0.5 * to;
  }
}
