package tailback.queueing;

import java.util.Arrays;
import tailback.kernel.Stream;

/** One of the recorded durations, each as likely as the others. Sampled by inversion. */
final class Empirical implements Distribution {

  private final long[] ascending;
  private final double mean;

  Empirical(long[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no recorded durations to draw from");
    }
    ascending = values.clone();
    Arrays.sort(ascending);
    Parameter.notNegative("a recorded duration", ascending[0]);
    double sum = 0;
    for (long value : ascending) {
      sum += value;
    }
    mean = sum / ascending.length;
  }

  @Override
  public long sample(Stream stream) {
    return ascending[ascending.length - 1 - stream.nextInt(ascending.length)];
  }

  @Override
  public double mean() {
    return mean;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Empirical empirical && Arrays.equals(ascending, empirical.ascending);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ascending);
  }

  @Override
  public String toString() {
    return "Empirical[" + ascending.length + " values, mean=" + mean + "]";
  }
}
