package tailback.laws;

import static tailback.laws.Replications.assertCovers;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tailback.queueing.Distribution;
import tailback.queueing.Theory;

/** One server with Poisson arrivals: only the mean and variance of the services matter. */
final class PollaczekKhinchineTest {

  private static final double MS = 1e6;

  /** Services with a mean of 1 ms. */
  enum Services {
    CONSTANT(Distribution.constant(1_000_000), 0),
    UNIFORM(Distribution.uniform(0, 2_000_000), Math.sqrt(1.0 / 3)),
    NORMAL(Distribution.normal(MS, 0.1 * MS), 0.1),
    ERLANG(Distribution.erlang(MS, 4), 0.5),
    GAMMA(Distribution.gamma(MS, 0.7), 0.7),
    WEIBULL(Distribution.weibull(MS, 2), Math.sqrt(4 / Math.PI - 1)),
    EXPONENTIAL(Distribution.exponential(MS), 1),
    LOGNORMAL(Distribution.lognormal(MS, 1.5), 1.5),
    PARETO(Distribution.pareto(750_000, 4), Math.sqrt(1.0 / 8));

    final Distribution law;
    final double cv;

    Services(Distribution law, double cv) {
      this.law = law;
      this.cv = cv;
    }
  }

  @ParameterizedTest
  @EnumSource
  void meanWait_growsWithTheVarianceOfTheServices(Services services) {
    double rate = 0.7 / MS;
    assertCovers(
        Theory.mg1(rate, MS, services.cv).meanWait(),
        seed ->
            new OpenQueue(seed, 1 / rate, services.law, 1, Integer.MAX_VALUE).run(30).meanWait());
  }
}
