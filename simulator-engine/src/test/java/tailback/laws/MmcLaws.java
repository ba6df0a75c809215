package tailback.laws;

import java.util.stream.Stream;
import tailback.queueing.Distribution;
import tailback.queueing.Theory;

/** M/M/1 and M/M/c, which is Erlang's C: a line with room for all. Services have a mean of 1 ms. */
final class MmcLaws {

  private static final double MS = 1e6;

  private MmcLaws() {}

  static Stream<Law> all() {
    return Stream.of(
        meanWait(1, 0.5, 11),
        meanWait(1, 0.8, 28),
        meanWait(1, 0.9, 95),
        meanWait(2, 0.7, 12),
        meanWait(4, 0.8, 11),
        meanWait(4, 0.9, 25),
        meanWait(16, 0.9, 10),
        whoMustWait(4, 0.9, 1),
        meanQueue(0.8, 34),
        utilisation(0.9, 1));
  }

  private static OpenQueue queue(long seed, int servers, double utilisation) {
    double gap = MS / (servers * utilisation);
    return new OpenQueue(seed, gap, Distribution.exponential(MS), servers, Integer.MAX_VALUE);
  }

  private static Law meanWait(int servers, double utilisation, long seconds) {
    return new Law(
        "M/M/%d at %s, mean wait".formatted(servers, utilisation),
        Theory.mmc(servers * utilisation / MS, MS, servers).meanWait(),
        seconds,
        (seed, length) -> queue(seed, servers, utilisation).run(length).meanWait());
  }

  private static Law whoMustWait(int servers, double utilisation, long seconds) {
    return new Law(
        "M/M/%d at %s, share that must wait".formatted(servers, utilisation),
        Theory.erlangC(servers * utilisation, servers),
        seconds,
        (seed, length) -> queue(seed, servers, utilisation).run(length).delayed());
  }

  private static Law meanQueue(double utilisation, long seconds) {
    return new Law(
        "M/M/1 at %s, mean queue".formatted(utilisation),
        Theory.mm1(utilisation / MS, MS).waiting(),
        seconds,
        (seed, length) -> queue(seed, 1, utilisation).run(length).meanQueue());
  }

  private static Law utilisation(double utilisation, long seconds) {
    return new Law(
        "M/M/1 at %s, utilisation".formatted(utilisation),
        utilisation,
        seconds,
        (seed, length) -> queue(seed, 1, utilisation).run(length).utilisation());
  }
}
