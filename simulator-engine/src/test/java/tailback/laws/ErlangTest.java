package tailback.laws;

import static tailback.laws.Replications.assertCovers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tailback.queueing.Distribution;
import tailback.queueing.Meter;
import tailback.queueing.Theory;

/** A station is Erlang's when arrivals are Poisson; services have a mean of 1 ms. */
final class ErlangTest {

  private static final double MS = 1e6;
  private static final Distribution EXPONENTIAL = Distribution.exponential(MS);

  private static double blocked(Meter meter) {
    return (double) meter.rejections() / meter.arrivals();
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5", "1, 0.8", "1, 0.9", "2, 0.7", "4, 0.8", "16, 0.9"})
  void meanWait_isErlangC(int servers, double utilisation) {
    double rate = servers * utilisation / MS;
    assertCovers(
        Theory.mmc(rate, MS, servers).meanWait(),
        seed ->
            new OpenQueue(seed, 1 / rate, EXPONENTIAL, servers, Integer.MAX_VALUE)
                .run(Math.max(12, 60 / servers))
                .meanWait());
  }

  @Test
  void meanQueueAndUtilisation_areThoseOfMm1() {
    double rate = 0.8 / MS;
    assertCovers(
        Theory.mm1(rate, MS).waiting(),
        seed ->
            new OpenQueue(seed, 1 / rate, EXPONENTIAL, 1, Integer.MAX_VALUE)
                .run(60)
                .waiting()
                .mean());
    assertCovers(
        0.8,
        seed ->
            new OpenQueue(seed, 1 / rate, EXPONENTIAL, 1, Integer.MAX_VALUE).run(60).utilisation());
  }

  /** Services of different laws with the same mean. */
  enum Services {
    EXPONENTIAL(ErlangTest.EXPONENTIAL),
    CONSTANT(Distribution.constant(1_000_000)),
    LOGNORMAL(Distribution.lognormal(MS, 2)),
    MIXED(
        Distribution.mix(
            new double[] {0.9, 0.1},
            new Distribution[] {
              Distribution.exponential(0.5 * MS), Distribution.exponential(5.5 * MS)
            }));

    final Distribution law;

    Services(Distribution law) {
      this.law = law;
    }
  }

  @ParameterizedTest
  @EnumSource
  void lostShare_isErlangB_whateverTheLawOfTheServices(Services services) {
    double offered = 4.4612;
    assertCovers(
        Theory.erlangB(offered, 5),
        seed -> blocked(new OpenQueue(seed, MS / offered, services.law, 5, 0).run(15)));
  }

  @ParameterizedTest
  @CsvSource({"1, 5, 0.9", "3, 4, 0.8", "3, 10, 1.2"})
  void blockedShareAndWait_areThoseOfMmck(int servers, int places, double utilisation) {
    double rate = servers * utilisation / MS;
    var theory = Theory.mmck(rate, MS, servers, places);
    assertCovers(
        theory.blocked(),
        seed ->
            blocked(new OpenQueue(seed, 1 / rate, EXPONENTIAL, servers, places - servers).run(20)));
    assertCovers(
        theory.meanWait(),
        seed ->
            new OpenQueue(seed, 1 / rate, EXPONENTIAL, servers, places - servers)
                .run(20)
                .meanWait());
  }
}
