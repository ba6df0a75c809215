package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Uvicorn by itself: whom it sends away, and how its processes come and go. */
final class UvicornServerTest {

  private static Trial when(String done, String settings, String... arrivals) {
    String[] table = new String[arrivals.length + 1];
    table[0] = "at,request";
    System.arraycopy(arrivals, 0, table, 1, arrivals.length);
    return Trial.of(
            """
            duration: 60s
            hosts: { app: { cpus: 4 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              nginx: {}
              uvicorn: { host: app, boot: 500ms, %s }
              django: { views: async }
            endpoints: { long: [ wait: 10s ], page: [ wait: 10ms ], stuck: [ block: 40s ] }
            timeline: [ { at: 1s, do: %s } ]
            """
                .formatted(settings, done))
        .free()
        .arrivals(table);
  }

  /** The arriving request counts itself. */
  @Test
  void limitConcurrency_servesOneLess() {
    Trial trial =
        when(
            "uvicorn.restart",
            "limit_concurrency: 2",
            "5,page",
            "5,page",
            "5,page",
            "5,page",
            "5,page",
            "5,page",
            "6,page");
    assertThat(trial.ends().stream().filter(end -> end.contains(": 503 at 5.0"))).hasSize(5);
    assertThat(trial.ends()).contains("0: 200 at 5.01s", "6: 200 at 6.01s");
    assertThat(trial.all().errors()).containsEntry("503 Service Unavailable", 5L);
  }

  @Test
  void blockedLoop_isNeverKilled() {
    Trial trial = when("uvicorn.reload", "workers: 2", "40,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 40.01s");
    Trial stuck = when("uvicorn.start", "", "0.5,stuck", "1,page");
    assertThat(stuck.ends()).containsExactly("0: 200 at 40.5s", "1: 200 at 40.51s");
  }

  @Test
  void reload_ofSeveral_replacesOneAfterTheOther_andFailsNobody() {
    Trial trial =
        when("uvicorn.reload", "workers: 2", "0.5,long", "0.6,long", "2.5,page", "20,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 10.5s", "1: 200 at 10.6s", "2: 200 at 2.51s", "3: 200 at 20.01s");
  }

  @Test
  void reload_ofAProcessAlone_isItsEnd() {
    Trial trial = when("uvicorn.reload", "", "0.5,long", "2,page");
    assertThat(trial.ends()).containsExactly("0: 502 at 1.0s", "1: 502 at 2.0s");
  }

  @Test
  void stop_ofAProcessAlone_refusesAtOnce_andFinishesItsTasks() {
    Trial trial = when("uvicorn.stop", "", "0.5,long", "2,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 10.5s", "1: 502 at 2.0s");
  }

  /** The parent has the socket open until all are gone. */
  @Test
  void stop_ofSeveral_resetsWhoCameMeanwhile() {
    Trial trial = when("uvicorn.stop", "workers: 2", "0.5,long", "2,page", "11,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 10.5s", "1: 502 at 10.5s", "2: 502 at 11.0s");
  }

  @Test
  void timeoutGracefulShutdown_breaksWhatIsLeft() {
    Trial trial = when("uvicorn.stop", "timeout_graceful_shutdown: 3", "0.5,long");
    assertThat(trial.ends()).containsExactly("0: 502 at 4.0s");
  }

  @Test
  void restart_ofAProcessAlone_refusesUntilTheImportIsDone() {
    Trial trial = when("uvicorn.restart", "", "1.3,page", "1.6,page");
    assertThat(trial.ends()).containsExactly("0: 502 at 1.3s", "1: 200 at 1.61s");
  }

  @Test
  void start_ofSeveral_queuesUntilTheImportIsDone() {
    Trial trial = when("uvicorn.start", "workers: 2, running: false", "0.5,page", "1.2,page");
    assertThat(trial.ends()).containsExactly("0: 502 at 0.5s", "1: 200 at 1.51s");
  }

  @Test
  void killedWorker_isReplacedAtTheNextLook() {
    Trial trial = when("uvicorn.kill-worker", "workers: 2, boot_wait: 1s", "20,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 20.01s");
    assertThat(trial.resource("uvicorn.workers").capacity()).isEqualTo(2);
  }

  @Test
  void limitMaxRequests_replacesAWorker_butAProcessAloneIsGone() {
    String[] pages = {"1,page", "2,page", "3,page", "4,page", "5,page", "6,page"};
    assertThat(when("uvicorn.start", "limit_max_requests: 2", pages).ends())
        .contains("1: 200 at 2.01s", "2: 502 at 3.0s", "5: 502 at 6.0s");
    assertThat(when("uvicorn.start", "workers: 2, limit_max_requests: 2", pages).all().failed())
        .isZero();
  }

  @Test
  void memory_isThatOfItsProcesses() {
    Trial trial = when("uvicorn.start", "workers: 2, memory: { worker: 100MiB }", "2,page");
    assertThat(trial.counter("uvicorn.memory") / 1048576.0).isCloseTo(213, within(0.01));
  }
}
