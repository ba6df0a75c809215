package tailback.laws;

import static tailback.laws.Replications.assertCovers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tailback.queueing.Distribution;
import tailback.queueing.Theory;

/** A shared processor does not care for the law of the services, only for their mean: 1 ms. */
final class ProcessorSharingLawTest {

  private static final double MS = 1e6;

  /** Services with a mean of 1 ms. */
  enum Services {
    CONSTANT(Distribution.constant(1_000_000)),
    EXPONENTIAL(Distribution.exponential(MS)),
    LOGNORMAL(Distribution.lognormal(MS, 2)),
    MIXED(
        Distribution.mix(
            new double[] {0.9, 0.1},
            new Distribution[] {
              Distribution.constant(500_000), Distribution.exponential(5.5 * MS)
            }));

    final Distribution law;

    Services(Distribution law) {
      this.law = law;
    }
  }

  @ParameterizedTest
  @EnumSource
  void meanResponse_isThatOfMm1_whateverTheLawOfTheServices(Services services) {
    double rate = 0.75 / MS;
    assertCovers(
        Theory.mg1ps(rate, MS).meanResponse(),
        seed -> new SharedProcessor(seed, 1 / rate, services.law, 1, 0).run(40).meanResponse());
  }

  @ParameterizedTest
  @EnumSource
  void meanResponseOnFourCores_isThatOfMm4_whateverTheLawOfTheServices(Services services) {
    double rate = 4 * 0.8 / MS;
    assertCovers(
        Theory.mgcps(rate, MS, 4).meanResponse(),
        seed -> new SharedProcessor(seed, 1 / rate, services.law, 4, 0).run(10).meanResponse());
  }

  @ParameterizedTest
  @CsvSource({"0", "1000000", "4000000"})
  void slowdown_isTheSameForShortAndLongServices(long longerThan) {
    double rate = 0.75 / MS;
    assertCovers(
        4,
        seed ->
            new SharedProcessor(seed, 1 / rate, Distribution.exponential(MS), 1, longerThan)
                .run(40)
                .slowdown());
  }

  @Test
  void halfACore_isACoreWithServicesTwiceAsLong() {
    double rate = 0.35 / MS;
    assertCovers(
        Theory.mg1ps(rate, 2 * MS).meanResponse(),
        seed ->
            new SharedProcessor(seed, 1 / rate, Distribution.exponential(MS), 0.5, 0)
                .run(40)
                .meanResponse());
  }
}
