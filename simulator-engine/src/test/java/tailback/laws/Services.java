package tailback.laws;

import tailback.queueing.Distribution;

/** Laws of a service with a mean of 1 ms. */
enum Services {
  CONSTANT(Distribution.constant(1_000_000), 0),
  NORMAL(Distribution.normal(1e6, 0.1e6), 0.1),
  PARETO(Distribution.pareto(800_000, 5), Math.sqrt(1.0 / 15)),
  ERLANG(Distribution.erlang(1e6, 4), 0.5),
  WEIBULL(Distribution.weibull(1e6, 2), Math.sqrt(4 / Math.PI - 1)),
  UNIFORM(Distribution.uniform(0, 2_000_000), Math.sqrt(1.0 / 3)),
  GAMMA(Distribution.gamma(1e6, 0.7), 0.7),
  EXPONENTIAL(Distribution.exponential(1e6), 1),
  LOGNORMAL(Distribution.lognormal(1e6, 1.5), 1.5),
  MIXED(
      Distribution.mix(
          new double[] {0.9, 0.1},
          new Distribution[] {Distribution.exponential(0.5e6), Distribution.exponential(5.5e6)}),
      Math.sqrt(2 * (0.9 * 0.25 + 0.1 * 30.25) - 1));

  final Distribution law;

  /** Its coefficient of variation. */
  final double cv;

  Services(Distribution law, double cv) {
    this.law = law;
    this.cv = cv;
  }
}
