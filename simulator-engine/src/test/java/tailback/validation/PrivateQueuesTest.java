package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.validation.Case.Spread;

/**
 * gthread workers accept whatever comes into queues of their own, and the race for a connection has
 * a favourite: two processes of four threads are far from one process of eight.
 */
final class PrivateQueuesTest {

  /** The favourite is the process that became ready last, number 1; no run is off by 5 points. */
  @ParameterizedTest
  @ValueSource(ints = {40, 80, 92, 120})
  void acceptRace_hasAFavourite_whoseShareFallsWithItsQueue(int rate) {
    Case replayed = Case.of("E2_gthread_2x4_r" + rate);
    for (int i = 0; i < replayed.repeats(); i++) {
      double real = replayed.real().get(i).workerShare(1);
      assertThat(real).isGreaterThan(0.5);
      assertThat(replayed.simulated().get(i).workerShare(1)).isCloseTo(real, within(0.05));
    }
  }

  /** Both ran the same arrivals: 2 x 4 was ten times slower than 1 x 8, and is in the model. */
  @Test
  void privateQueues_areManyTimesSlowerThanASharedOne() {
    Case apart = Case.of("E2_gthread_2x4_r92");
    Case together = Case.of("E2x_gthread_1x8_r92");
    for (int i = 0; i < apart.repeats(); i++) {
      assertThat(apart.real().get(i).mean() / together.real().get(i).mean()).isGreaterThan(8);
      assertThat(apart.simulated().get(i).mean() / together.simulated().get(i).mean())
          .isGreaterThan(8);
    }
  }

  /** Real runs differ by tens of per cent; the medians of three do not by more than 20 %. */
  @ParameterizedTest
  @ValueSource(ints = {40, 80, 92, 120})
  void privateQueues_haveTheMeasuredMean_withinTwentyPerCent(int rate) {
    Case replayed = Case.of("E2_gthread_2x4_r" + rate);
    Spread real = Case.spread(replayed.real(), Sample::mean);
    Spread simulated = Case.spread(replayed.simulated(), Sample::mean);
    assertThat(simulated.median()).isCloseTo(real.median(), withinPercentage(20));
  }

  /** Each queue is too long by itself, so some good answers remain, unlike with a shared queue. */
  @Test
  void abandonedRequests_areExecutedAllTheSame_inEachQueue() {
    Case replayed = Case.of("E2t_gthread_2x4_prt3_r150");
    Spread real = Case.spread(replayed.real(), sample -> sample.share(200));
    Spread simulated = Case.spread(replayed.simulated(), sample -> sample.share(200));
    assertThat(simulated.median()).isCloseTo(real.median(), within(0.05));
  }
}
