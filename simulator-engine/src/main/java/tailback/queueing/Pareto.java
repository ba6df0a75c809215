package tailback.queueing;

import tailback.kernel.Stream;

/** The power law P(X &gt; x) = (min/x)^alpha for x &ge; min. Sampled by inversion. */
record Pareto(long min, double alpha) implements Distribution {

  Pareto {
    Parameter.positive("min", min);
    Parameter.positive("alpha", alpha);
  }

  @Override
  public long sample(Stream stream) {
    return Math.round(min * StrictMath.exp(-StrictMath.log(stream.nextOpenDouble()) / alpha));
  }

  @Override
  public double mean() {
    return alpha > 1 ? alpha * min / (alpha - 1) : Double.POSITIVE_INFINITY;
  }
}
