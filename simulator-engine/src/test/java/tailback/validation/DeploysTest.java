package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deploys amid 50 requests a second: HUP fails nobody but leaves a gap of one import, a restart is
 * an outage that TERM makes short errors of and QUIT long ones, blue/green is not noticed.
 */
final class DeploysTest {

  private static void eachRun(String name, Consumer<Sample> check) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      check.accept(replayed.real().get(i));
      check.accept(replayed.simulated().get(i));
    }
  }

  private static double event(String name, int repeat) {
    return Laboratory.runs().stream()
        .filter(run -> run.caseName().equals(name))
        .toList()
        .get(repeat)
        .configuration()
        .get("events_s")
        .get(0)
        .asDouble();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E10_hup",
        "E10_hup_boot2",
        "E10_hup_boot2_preload",
        "E10_hup_gthread_boot2",
        "E10_hup_gevent_long",
        "E10_hup_long_gt1",
        "E10_hup_long_gt30",
        "E10_bg_boot2",
        "E10_bg_long"
      })
  void reloadAndBlueGreen_failNobody(String name) {
    eachRun(name, sample -> assertThat(sample.share(200)).isEqualTo(1));
  }

  /** Nobody accepts while the new workers import for 2 s; the old ones are gone already. */
  @ParameterizedTest
  @ValueSource(strings = {"E10_hup_boot2", "E10_hup_gthread_boot2"})
  void reload_leavesAGapOfOneImport(String name) {
    eachRun(name, sample -> assertThat(sample.percentile(100)).isBetween(1950.0, 2150.0));
  }

  /** A forked worker has the application already: no gap, and no new code. */
  @Test
  void preloadedApplication_leavesNoGap() {
    eachRun(
        "E10_hup_boot2_preload",
        sample -> assertThat(sample.percentile(100)).isBetween(20.0, 100.0));
  }

  /** {@code graceful_timeout} of 1 s does not end a thread's request of 3 s. */
  @Test
  void gthread_finishesWhatItHas_whateverGracefulTimeoutSays() {
    eachRun("E10_hup_long_gt1", sample -> assertThat(sample.of("long").share(200)).isEqualTo(1));
  }

  /** The errors come within half a second, one by one as the requests do. */
  @ParameterizedTest
  @CsvSource({"E10_restart, 0.6", "E10_restart_boot2, 0.6", "E10_restart_long, 3.3"})
  void restart_isAnOutage_inWhichErrorsComeAtOnce(String name, double longest) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      double event = event(name, i);
      for (Sample sample : List.of(replayed.real().get(i), replayed.simulated().get(i))) {
        Sample failed = sample.where(answer -> !answer.good());
        assertThat(failed.share(502)).isEqualTo(1);
        assertThat(failed.size()).isBetween(9, 180);
        assertThat(failed.answers())
            .allMatch(answer -> answer.at() > event - 0.02 && answer.at() < event + longest);
        assertThat(failed.failedPercentile(50)).isLessThan(70);
      }
    }
  }

  /** Who finds the new master listening waits until a worker has imported the application. */
  @Test
  void restart_thenQueuesForOneImport() {
    eachRun(
        "E10_restart_boot2",
        sample -> assertThat(sample.percentile(100)).isBetween(1950.0, 2150.0));
  }

  /** The workers that finish their requests of 3 s keep the socket open, and accept nobody. */
  @Test
  void quit_makesRequestsQueueThatAreResetInTheEnd() {
    eachRun(
        "E10_quit_long",
        sample -> {
          Sample failed = sample.where(answer -> !answer.good());
          assertThat(failed.share(502)).isEqualTo(1);
          assertThat(failed.failedPercentile(50)).isBetween(1100.0, 1800.0);
          assertThat(failed.failedPercentile(100)).isBetween(2700.0, 3050.0);
          assertThat(sample.of("long").share(200)).isGreaterThan(0.6);
        });
  }

  /** Nine deploys at once on two cores: no worker imports in time, and so for ever. */
  @ParameterizedTest
  @ValueSource(
      strings = {"E5x_bootstorm_sync_w1", "E5x_bootstorm_sync_w4", "E5x_bootstorm_sync_w4_all4"})
  void bootStorm_neverEnds(String name) {
    eachRun(
        name,
        sample -> {
          assertThat(sample.share(0)).isEqualTo(1);
          assertThat(sample.failedPercentile(1)).isGreaterThanOrEqualTo(30_000);
        });
  }
}
