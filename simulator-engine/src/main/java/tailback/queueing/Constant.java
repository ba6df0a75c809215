package tailback.queueing;

import tailback.kernel.Stream;

/** Always the same duration. */
record Constant(long nanos) implements Distribution {

  Constant {
    Parameter.notNegative("a duration", nanos);
  }

  @Override
  public long sample(Stream stream) {
    return nanos;
  }

  @Override
  public double mean() {
    return nanos;
  }
}
