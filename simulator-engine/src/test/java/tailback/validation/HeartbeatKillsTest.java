package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.scenario.Scenario;

/**
 * {@code --timeout 2} and a request of 5 s. It is a heartbeat, no limit of requests: it kills whose
 * main loop cannot run, and what the listening socket holds is served by the next worker.
 */
final class HeartbeatKillsTest {

  private static final int TIMEOUT_MS = 2000;

  /** Of a run, in the laboratory and in the model. */
  private static List<Sample> both(Case replayed, int repeat) {
    return List.of(replayed.real().get(repeat), replayed.simulated().get(repeat));
  }

  /**
   * Sync workers beat before they accept, loops once a second, and the arbiter looks once a second:
   * so the kill comes 2 to 3 s after the request, with loops 1 to 3 s; a second later where SIGABRT
   * does not help, because libpq waits on.
   */
  @ParameterizedTest
  @CsvSource({
    "E5_sync_w1,        2000, 3000",
    "E5_sync_w1_boot1,  2000, 3000",
    "E5_sync_w4,        2000, 3000",
    "E5_sync_w4_all4,   2000, 3000",
    "E5_gevent_block,   1000, 3000",
    "E5_eventlet_block, 1000, 3000",
    "E5_gevent_pg,      2000, 4000",
  })
  void longRequest_isA502_andNothingElseIsLost(String name, double from, double to) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : both(replayed, i)) {
        Sample culprits = sample.of("long");
        assertThat(culprits.share(502)).isEqualTo(1);
        assertThat(culprits.failedPercentile(1)).isGreaterThan(from);
        assertThat(culprits.failedPercentile(100)).isLessThan(to);
        assertThat(sample.of("sleep").share(200)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"E5_gthread_1x4", "E5_gthread_1x4_all", "E5_gevent_coop", "E5_eventlet_coop"})
  void threadsAndCooperativeGreenlets_areNeverKilled(String name) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : both(replayed, i)) {
        assertThat(sample.share(200)).isEqualTo(1);
        assertThat(sample.of("long").percentile(100)).isBetween(5000.0, 5010.0);
      }
    }
  }

  /**
   * They wait for the end of the worker and the boot of the next: 52 ms, or 1.05 s; eventlet's, 0.4
   * s of CPU, took up to 0.8 s on the two full cores.
   */
  @ParameterizedTest
  @CsvSource({
    "E5_sync_w1, 20, 150",
    "E5_sync_w1_boot1, 1000, 1700",
    "E5_gevent_block, 30, 200",
    "E5_eventlet_block, 300, 800"
  })
  void shortRequestsWaitInTheSocket_untilTheNextWorkerHasBooted(
      String name, double from, double to) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : both(replayed, i)) {
        Answer first =
            sample.where(a -> a.at() == 3.0 && a.endpoint().equals("sleep")).answers().get(0);
        Answer killed = sample.of("long").answers().get(0);
        double boot = 1e3 * (first.answeredAt() - killed.answeredAt()) - 20;
        assertThat(boot).isBetween(from, to);
      }
    }
  }

  @Test
  void oneOfFourWorkersStuck_isNotNoticed_allFourAreAnOutage() {
    for (int i = 0; i < 3; i++) {
      for (Sample sample : both(Case.of("E5_sync_w4"), i)) {
        assertThat(sample.of("sleep").percentile(100)).isLessThan(35);
      }
      for (Sample sample : both(Case.of("E5_sync_w4_all4"), i)) {
        assertThat(sample.of("sleep").percentile(100)).isBetween(2000.0, 3200.0);
      }
    }
  }

  /** With all threads taken the short requests wait for the long ones, inside the worker. */
  @Test
  void threadsTaken_delayUntilTheLongRequestsEnd() {
    Case replayed = Case.of("E5_gthread_1x4_all");
    for (int i = 0; i < replayed.repeats(); i++) {
      Sample real = replayed.real().get(i).of("sleep");
      Sample simulated = replayed.simulated().get(i).of("sleep");
      assertThat(simulated.percentile(100)).isCloseTo(real.percentile(100), withinPercentage(1));
      assertThat(simulated.mean()).isCloseTo(real.mean(), withinPercentage(1));
    }
  }

  /** Once killed, a worker that boots for 2 s is killed again and again: nobody is served. */
  @Test
  void bootAsLongAsTheTimeout_neverEnds_andNobodyIsTold() {
    Case replayed = Case.of("E5_sync_w1_boot2");
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : both(replayed, i)) {
        Sample later = sample.where(answer -> answer.at() >= 3);
        assertThat(later.share(0)).isEqualTo(1);
        assertThat(later.failedPercentile(1)).isGreaterThanOrEqualTo(30_000);
      }
    }
  }

  /** Whoever sees three runs sees three times of a second in which the arbiter happens to look. */
  @Test
  void kill_comesAtAnyTimeInASecond() {
    Case replayed = Case.of("E5_sync_w1");
    Scenario scenario = Replay.scenario(replayed.run());
    List<Double> kills =
        IntStream.range(0, 40)
            .mapToObj(seed -> new Sample(Replay.of(scenario, seed)).of("long").failedPercentile(50))
            .toList();
    for (int quarter = 0; quarter < 4; quarter++) {
      double from = TIMEOUT_MS + 250 * quarter;
      assertThat(kills).anyMatch(kill -> kill >= from && kill < from + 250);
    }
    assertThat(kills).allMatch(kill -> kill >= TIMEOUT_MS && kill < TIMEOUT_MS + 1001);
  }
}
