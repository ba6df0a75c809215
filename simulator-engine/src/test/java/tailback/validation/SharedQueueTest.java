package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sync workers accept only when they are idle, so what they have in common, the accept queue of the
 * kernel, is one fair queue in front of all of them; so is the queue of the threads of one process.
 * Such queues amplify every error of the occupancy: at 60/s the last of 600 waiting requests waits
 * for 150 others in front of each worker.
 */
final class SharedQueueTest {

  @ParameterizedTest
  @ValueSource(strings = {"E1_sync_r40", "E1_sync_r46", "E1_sync_r60"})
  void syncWorkers_areOneQueue_everyRunWithinTwoPerCent(String name) {
    assertEveryRun(Case.of(name), 2);
  }

  @Test
  void threadsOfOneProcess_areOneQueue_everyRunWithinEightPerCent() {
    assertEveryRun(Case.of("E2x_gthread_1x8_r92"), 8);
  }

  private static void assertEveryRun(Case replayed, double percent) {
    for (int i = 0; i < replayed.repeats(); i++) {
      Sample real = replayed.real().get(i);
      Sample simulated = replayed.simulated().get(i);
      assertThat(simulated.size()).isEqualTo(real.size());
      assertThat(simulated.mean()).as("mean").isCloseTo(real.mean(), withinPercentage(percent));
      for (int p : new int[] {50, 95, 99}) {
        assertThat(simulated.percentile(p))
            .as("p" + p + " of repeat " + (i + 1))
            .isCloseTo(real.percentile(p), withinPercentage(percent));
      }
    }
  }

  /**
   * nginx gives up after 3 s, Gunicorn does not notice and does the work: on a queue that is older
   * than 3 s every worker is busy for nobody.
   */
  @Test
  void abandonedRequests_areExecutedAllTheSame_soGoodputGoesToZero() {
    Case replayed = Case.of("E1t_sync_prt3_r75");
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : new Sample[] {replayed.real().get(i), replayed.simulated().get(i)}) {
        assertThat(sample.where(a -> a.at() > 10).share(200)).isLessThan(0.02);
        assertThat(sample.where(a -> a.at() > 10).share(504)).isGreaterThan(0.98);
      }
    }
  }
}
