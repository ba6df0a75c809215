package tailback.queueing;

import tailback.kernel.Stream;

/** The sum of {@code k} exponential stages. Sampled stage by stage: {@code k} uniform numbers. */
record Erlang(double mean, int k) implements Distribution {

  /** As many uniform numbers as can be multiplied without leaving the range of a double. */
  private static final int FACTORS = 16;

  Erlang {
    Parameter.positive("mean", mean);
    Parameter.positive("k", k);
  }

  @Override
  public long sample(Stream stream) {
    double sum = 0;
    double product = 1;
    for (int stage = 1; stage <= k; stage++) {
      product *= stream.nextOpenDouble();
      if (stage % FACTORS == 0) {
        sum -= StrictMath.log(product);
        product = 1;
      }
    }
    sum -= StrictMath.log(product);
    return Math.round(sum * mean / k);
  }
}
