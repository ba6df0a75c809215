package tailback.laws;

import java.util.stream.Stream;
import tailback.queueing.Distribution;
import tailback.queueing.Theory;

/** A fixed number of clients: machine repair, and mean value analysis. */
final class ClosedNetworkLaws {

  private static final double MS = 1e6;

  private ClosedNetworkLaws() {}

  static Stream<Law> all() {
    var exponential = Distribution.exponential(20 * MS);
    return Stream.of(
        throughput(5, 1, 1),
        throughput(20, 1, 1),
        throughput(40, 4, 1),
        meanWait("exponential", exponential, 5, 1, 9),
        meanWait("exponential", exponential, 20, 1, 2),
        meanWait("exponential", exponential, 40, 4, 5),
        meanWait("constant", Distribution.constant(20_000_000), 12, 1, 5),
        meanWait("lognormal", Distribution.lognormal(20 * MS, 1.5), 12, 1, 5),
        stationAndSharedProcessor(1));
  }

  private static ClosedNetwork repair(long seed, Distribution thinking, int servers) {
    return new ClosedNetwork(seed, thinking, servers, Distribution.exponential(2 * MS), null);
  }

  private static Law throughput(int clients, int servers, long seconds) {
    return new Law(
        "machine repair, %d clients at %d servers, throughput".formatted(clients, servers),
        Theory.machineRepair(clients, 20 * MS, 2 * MS, servers).throughput(),
        seconds,
        (seed, length) ->
            repair(seed, Distribution.exponential(20 * MS), servers)
                .run(clients, length)
                .throughput());
  }

  /** The law of the thinking does not matter. */
  private static Law meanWait(
      String name, Distribution thinking, int clients, int servers, long seconds) {
    return new Law(
        "machine repair, %d clients at %d servers, thinking %s, mean wait"
            .formatted(clients, servers, name),
        Theory.machineRepair(clients, 20 * MS, 2 * MS, servers).meanWait(),
        seconds,
        (seed, length) -> repair(seed, thinking, servers).run(clients, length).meanWait());
  }

  /** Only the station must have exponential services: the processor is shared. */
  private static Law stationAndSharedProcessor(long seconds) {
    return new Law(
        "mean value analysis, 12 clients at a station and a shared processor, throughput",
        Theory.closedThroughput(12, 10 * MS, 2 * MS, 1.5 * MS),
        seconds,
        (seed, length) ->
            new ClosedNetwork(
                    seed,
                    Distribution.exponential(10 * MS),
                    1,
                    Distribution.exponential(2 * MS),
                    Distribution.lognormal(1.5 * MS, 2))
                .run(12, length)
                .throughput());
  }
}
