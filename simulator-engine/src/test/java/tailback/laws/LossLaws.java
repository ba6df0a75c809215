package tailback.laws;

import java.util.stream.Stream;
import tailback.queueing.Distribution;
import tailback.queueing.Theory;

/** Too little room: Erlang's B, and M/M/c/K. Services have a mean of 1 ms. */
final class LossLaws {

  private static final double MS = 1e6;

  private LossLaws() {}

  static Stream<Law> all() {
    return Stream.of(
        lost(Services.EXPONENTIAL, 4.4612, 5, 1),
        lost(Services.CONSTANT, 4.4612, 5, 1),
        lost(Services.LOGNORMAL, 4.4612, 5, 1),
        lost(Services.MIXED, 4.4612, 5, 1),
        lost(Services.EXPONENTIAL, 18, 20, 1),
        lost(Services.LOGNORMAL, 18, 20, 1),
        blocked(1, 5, 0.9, 5),
        blocked(3, 4, 0.8, 1),
        blocked(3, 10, 1.2, 2),
        meanWait(1, 5, 0.9, 2),
        meanWait(3, 4, 0.8, 1),
        meanWait(3, 10, 1.2, 1));
  }

  /** The law of the services does not matter. */
  private static Law lost(Services services, double offered, int servers, long seconds) {
    return new Law(
        "Erlang's B, %s erlang at %d servers, services %s".formatted(offered, servers, services),
        Theory.erlangB(offered, servers),
        seconds,
        (seed, length) ->
            new OpenQueue(seed, MS / offered, services.law, servers, 0).run(length).blocked());
  }

  private static OpenQueue queue(long seed, int servers, int places, double utilisation) {
    double gap = MS / (servers * utilisation);
    return new OpenQueue(seed, gap, Distribution.exponential(MS), servers, places - servers);
  }

  private static Law blocked(int servers, int places, double utilisation, long seconds) {
    return new Law(
        "M/M/%d/%d at %s, share sent away".formatted(servers, places, utilisation),
        Theory.mmck(servers * utilisation / MS, MS, servers, places).blocked(),
        seconds,
        (seed, length) -> queue(seed, servers, places, utilisation).run(length).blocked());
  }

  private static Law meanWait(int servers, int places, double utilisation, long seconds) {
    return new Law(
        "M/M/%d/%d at %s, mean wait".formatted(servers, places, utilisation),
        Theory.mmck(servers * utilisation / MS, MS, servers, places).meanWait(),
        seconds,
        (seed, length) -> queue(seed, servers, places, utilisation).run(length).meanWait());
  }
}
