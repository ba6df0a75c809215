package tailback.queueing;

import tailback.kernel.Stream;

/**
 * The law of a duration: how long something takes, in nanoseconds.
 *
 * <p>Samples are whole nanoseconds and never negative. Sampling allocates nothing and uses {@link
 * StrictMath}, so that the same stream gives the same samples on every machine. ({@code
 * StrictMath.pow} allocates, at least up to Java 17; powers are taken by logarithms.)
 *
 * <p>Laws are sampled by inverting their survival function P(X &gt; x) wherever that is possible: a
 * uniform number near 0 is a long duration, under every law. So two variants that draw from the
 * same stream see long and short work at the same requests, and the far tail keeps its full
 * precision.
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
  static Distribution exponential(double mean) {
    return new Exponential(mean);
  }

  /** Any duration between the two alike, in nanoseconds. */
  static Distribution uniform(long from, long to) {
    return from == to ? new Constant(from) : new Uniform(from, to);
  }

  /**
   * The bell curve, given that the duration is not negative.
   *
   * <p>Truncated by conditioning: the part below 0 is cut off and what remains is scaled up, so
   * there is no heap of zeros, and the mean is a little above {@code mean} where {@code sd} is not
   * small against it.
   *
   * @param mean of the whole curve, nanoseconds, at least 0
   * @param sd standard deviation of the whole curve, nanoseconds
   */
  static Distribution normal(double mean, double sd) {
    return sd == 0 ? new Constant(Math.round(mean)) : new TruncatedNormal(mean, sd);
  }

  /**
   * A duration whose logarithm is normal.
   *
   * @param mean of the duration itself, nanoseconds
   * @param cv coefficient of variation: standard deviation over mean
   */
  static Distribution lognormal(double mean, double cv) {
    return cv == 0 ? new Constant(Math.round(mean)) : Lognormal.ofMean(mean, cv);
  }

  /** A duration whose logarithm is normal, given its median and 99th percentile in nanoseconds. */
  static Distribution lognormalQuantiles(double p50, double p99) {
    return p50 == p99 ? new Constant(Math.round(p50)) : Lognormal.ofQuantiles(p50, p99);
  }

  /**
   * The gamma law.
   *
   * @param mean in nanoseconds
   * @param cv coefficient of variation; the shape is 1/cv²
   */
  static Distribution gamma(double mean, double cv) {
    return cv == 0 ? new Constant(Math.round(mean)) : Gamma.of(mean, cv);
  }

  /**
   * The sum of several exponential stages that are alike.
   *
   * @param mean of the sum, nanoseconds
   * @param k how many stages
   */
  static Distribution erlang(double mean, int k) {
    return new Erlang(mean, k);
  }

  /**
   * The Weibull law.
   *
   * @param mean in nanoseconds
   * @param shape below 1: heavier than exponential; 1: exponential; above 1: lighter
   */
  static Distribution weibull(double mean, double shape) {
    return Weibull.of(mean, shape);
  }

  /**
   * The power law P(X &gt; x) = (min/x)^alpha.
   *
   * @param min the shortest duration, nanoseconds
   * @param alpha the tail's exponent; up to 1 there is no mean, up to 2 no variance
   */
  static Distribution pareto(long min, double alpha) {
    return new Pareto(min, alpha);
  }

  /**
   * One of several laws, chosen anew for every sample.
   *
   * @param weights how likely each is; their sum is taken as 1
   * @param of the laws
   */
  static Distribution mix(double[] weights, Distribution[] of) {
    return new Mix(weights, of);
  }

  /** One of these recorded durations, each as likely as the others, in nanoseconds. */
  static Distribution empirical(long[] values) {
    return new Empirical(values);
  }
}
