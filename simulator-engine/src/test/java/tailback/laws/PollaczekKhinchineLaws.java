package tailback.laws;

import java.util.stream.Stream;
import tailback.queueing.Theory;

/**
 * M/G/1, and M/D/1 with constant services: one server with Poisson arrivals, where only the mean
 * and the variance of the services matter.
 */
final class PollaczekKhinchineLaws {

  private static final double MS = 1e6;

  private PollaczekKhinchineLaws() {}

  static Stream<Law> all() {
    return Stream.of(
        meanWait(Services.CONSTANT, 0.7, 7),
        meanWait(Services.NORMAL, 0.7, 7),
        meanWait(Services.PARETO, 0.7, 8),
        meanWait(Services.ERLANG, 0.7, 9),
        meanWait(Services.WEIBULL, 0.7, 9),
        meanWait(Services.UNIFORM, 0.7, 9),
        meanWait(Services.GAMMA, 0.7, 11),
        meanWait(Services.EXPONENTIAL, 0.7, 15),
        meanWait(Services.LOGNORMAL, 0.7, 70),
        meanWait(Services.MIXED, 0.7, 70),
        meanWait(Services.CONSTANT, 0.9, 46),
        meanWait(Services.ERLANG, 0.9, 58),
        meanWait(Services.WEIBULL, 0.9, 54),
        meanWait(Services.UNIFORM, 0.9, 54));
  }

  private static Law meanWait(Services services, double utilisation, long seconds) {
    return new Law(
        "M/G/1 at %s, services %s, mean wait".formatted(utilisation, services),
        Theory.mg1(utilisation / MS, MS, services.cv).meanWait(),
        seconds,
        (seed, length) ->
            new OpenQueue(seed, MS / utilisation, services.law, 1, Integer.MAX_VALUE)
                .run(length)
                .meanWait());
  }
}
