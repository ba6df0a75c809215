package tailback.queueing;

import tailback.kernel.Stream;

/**
 * The memoryless law: f(x) = e^(-x/mean) / mean. Sampled by inversion.
 *
 * <p>The logarithm is taken by {@link FastLog}, or exactly where that could round to another whole
 * nanosecond: two samples in a million at a mean of 10 ms. A sample takes half the time of {@link
 * StrictMath#log} alone; M/M/1 gained a third.
 */
record Exponential(double mean) implements Distribution {

  /** Relative error of a product and a sum in double precision, with some to spare. */
  private static final double ROUNDING = 0x1.0p-50;

  Exponential {
    Parameter.notNegative("mean", mean);
  }

  @Override
  public long sample(Stream stream) {
    long odd = stream.nextOdd();
    double above = mean * FastLog.minusLog(odd) + 0.5;
    long sample = (long) above;
    double rest = above - sample;
    double slack = mean * FastLog.ERROR + above * ROUNDING;
    return rest > slack && rest < 1 - slack ? sample : exactly(odd * 0x1.0p-53);
  }

  private long exactly(double uniform) {
    return Math.round(-mean * StrictMath.log(uniform));
  }
}
