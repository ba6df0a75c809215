package tailback.queueing;

import tailback.kernel.Stream;

/**
 * The law of a duration: how long something takes, in nanoseconds.
 *
 * <p>Samples are whole nanoseconds and never negative. Sampling allocates nothing and uses {@link
 * StrictMath}, so that the same stream gives the same samples on every machine.
 */
public interface Distribution {

  /** Draws a duration from the stream, nanoseconds. */
  long sample(Stream stream);

  /** Its mean in nanoseconds; infinite or not a number where it has none. */
  double mean();

  /** Always the same duration, in nanoseconds. */
  static Distribution constant(long nanos) {
    return new Constant(nanos);
  }

  /** The memoryless law with this mean, in nanoseconds. */
  static Distribution exponential(double meanNanos) {
    return new Exponential(meanNanos);
  }
}
