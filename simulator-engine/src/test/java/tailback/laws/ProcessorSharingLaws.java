package tailback.laws;

import java.util.stream.Stream;
import tailback.queueing.Distribution;
import tailback.queueing.Theory;

/**
 * M/G/1-PS and its like: a shared processor does not care for the law of the services, only for
 * their mean of 1 ms.
 */
final class ProcessorSharingLaws {

  private static final double MS = 1e6;

  private ProcessorSharingLaws() {}

  static Stream<Law> all() {
    return Stream.of(
        meanResponse(Services.CONSTANT, 1, 0.75, 6),
        meanResponse(Services.EXPONENTIAL, 1, 0.75, 14),
        meanResponse(Services.LOGNORMAL, 1, 0.75, 20),
        meanResponse(Services.MIXED, 1, 0.75, 34),
        meanResponse(Services.CONSTANT, 1, 0.9, 38),
        meanResponse(Services.EXPONENTIAL, 1, 0.9, 90),
        meanResponse(Services.CONSTANT, 4, 0.8, 1),
        meanResponse(Services.EXPONENTIAL, 4, 0.8, 2),
        meanResponse(Services.LOGNORMAL, 4, 0.8, 4),
        meanResponse(Services.MIXED, 4, 0.8, 7),
        slowdown(0, 14),
        slowdown(1_000_000, 15),
        slowdown(4_000_000, 22),
        halfACore(17));
  }

  /** On several cores, nobody faster than one, it is that of M/M/c. */
  private static Law meanResponse(Services services, int cores, double utilisation, long seconds) {
    double rate = cores * utilisation / MS;
    return new Law(
        "M/G/%d-PS at %s, services %s, mean response".formatted(cores, utilisation, services),
        Theory.mgcps(rate, MS, cores).meanResponse(),
        seconds,
        (seed, length) ->
            new SharedProcessor(seed, 1 / rate, services.law, cores, 0).run(length).meanResponse());
  }

  /** Short and long services are slowed down alike: by 1 / (1 − ρ). */
  private static Law slowdown(long longerThan, long seconds) {
    return new Law(
        "M/M/1-PS at 0.75, slowdown of services over %d ns".formatted(longerThan),
        4,
        seconds,
        (seed, length) ->
            new SharedProcessor(seed, MS / 0.75, Distribution.exponential(MS), 1, longerThan)
                .run(length)
                .slowdown());
  }

  /** Half a core is a core with services twice as long. */
  private static Law halfACore(long seconds) {
    return new Law(
        "M/M/1-PS at 0.7 on half a core, mean response",
        Theory.mg1ps(0.35 / MS, 2 * MS).meanResponse(),
        seconds,
        (seed, length) ->
            new SharedProcessor(seed, MS / 0.35, Distribution.exponential(MS), 0.5, 0)
                .run(length)
                .meanResponse());
  }
}
