package tailback.metric;

/**
 * A confidence interval: where the true value lies, as far as samples can tell.
 *
 * @param lower end, in the unit of the samples
 * @param upper end
 */
public record Interval(double lower, double upper) {

  /**
   * The interval for the mean of independent samples that are about normal, such as the means of
   * replications: x̄ ± t s/√n (Student).
   *
   * @param samples such as one mean per replication
   * @param confidence such as 0.95: so many of such intervals hold the true mean
   * @return null when there are fewer than two samples
   */
  public static Interval of(double[] samples, double confidence) {
    double sum = 0;
    for (double sample : samples) {
      sum += sample;
    }
    return around(sum / samples.length, samples, samples.length, confidence);
  }

  /** The interval around an estimate, from the first {@code count} samples of the same quantity. */
  static Interval around(double estimate, double[] samples, int count, double confidence) {
    if (count < 2) {
      return null;
    }
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (samples[i] - estimate) * (samples[i] - estimate);
    }
    double error = Math.sqrt(squares / (count - 1) / count);
    double half = error == 0 ? 0 : StudentT.quantile(confidence, count - 1) * error;
    return new Interval(estimate - half, estimate + half);
  }

  /** Its centre. */
  public double middle() {
    return 0.5 * lower + 0.5 * upper;
  }

  /** Half its width: the ± of an estimate. */
  public double half() {
    return 0.5 * upper - 0.5 * lower;
  }

  /** Whether the value lies in it, the ends included. */
  public boolean covers(double value) {
    return lower <= value && value <= upper;
  }

  /** The same interval in another unit: both ends times {@code factor}, which is positive. */
  public Interval times(double factor) {
    return new Interval(lower * factor, upper * factor);
  }
}
