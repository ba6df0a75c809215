package tailback.queueing;

import java.util.Arrays;
import tailback.kernel.Stream;

/** One of several laws, chosen anew for every sample: one uniform number, then the law's own. */
final class Mix implements Distribution {

  private final double[] weights;
  private final Distribution[] of;

  Mix(double[] weights, Distribution[] of) {
    if (of.length == 0 || of.length != weights.length) {
      throw new IllegalArgumentException(
          "a mix of " + of.length + " laws has " + weights.length + " weights");
    }
    double sum = 0;
    for (double weight : weights) {
      Parameter.notNegative("a weight", weight);
      sum += weight;
    }
    Parameter.positive("the sum of the weights", sum);
    this.weights = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      this.weights[i] = weights[i] / sum;
    }
    this.of = of.clone();
  }

  @Override
  public long sample(Stream stream) {
    double rest = stream.nextDouble();
    int last = 0;
    for (int i = 0; i < of.length; i++) {
      if (weights[i] > 0) {
        last = i;
        rest -= weights[i];
        if (rest < 0) {
          break;
        }
      }
    }
    return of[last].sample(stream);
  }

  @Override
  public double mean() {
    double mean = 0;
    for (int i = 0; i < of.length; i++) {
      mean += weights[i] == 0 ? 0 : weights[i] * of[i].mean();
    }
    return mean;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mix mix
        && Arrays.equals(weights, mix.weights)
        && Arrays.equals(of, mix.of);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(of);
  }

  @Override
  public String toString() {
    return "Mix[weights=" + Arrays.toString(weights) + ", of=" + Arrays.toString(of) + "]";
  }
}
