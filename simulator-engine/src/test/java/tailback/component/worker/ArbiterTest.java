package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Trial;

/** What an operator may have Gunicorn do, and what becomes of the requests meanwhile. */
final class ArbiterTest {

  /** Ten seconds of a request or more, a page of 10 ms, and something done at 1 s. */
  private static Trial when(String done, String settings, String... arrivals) {
    String[] table = new String[arrivals.length + 1];
    table[0] = "at,request";
    System.arraycopy(arrivals, 0, table, 1, arrivals.length);
    return Trial.of(
            """
            duration: 60s
            hosts: { app: { cpus: 4 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { nginx: {}, gunicorn: { host: app, boot: 500ms, %s } }
            endpoints: { long: [ wait: 10s ], page: [ wait: 10ms ] }
            timeline: [ { at: 1s, do: %s } ]
            """
                .formatted(settings, done))
        .free()
        .arrivals(table);
  }

  // ---- reload

  @ParameterizedTest
  @ValueSource(strings = {"sync", "gthread", "uvicorn"})
  void reload_finishesWhatRuns_andLeavesAGapOfOneImport(String workerClass) {
    Trial trial =
        when(
            "gunicorn.reload",
            "workers: 2, worker_class: " + workerClass,
            "0.5,long",
            "1.2,page",
            "2,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 10.5s", "1: 200 at 1.51s", "2: 200 at 2.01s");
  }

  /** Their main loop looks once a second whether it is to end, and accepts until then. */
  @ParameterizedTest
  @ValueSource(strings = {"gevent", "eventlet", "tornado"})
  void loops_acceptUntilTheirNextBeat(String workerClass) {
    Trial trial = when("gunicorn.reload", "worker_class: " + workerClass, "1.00001,page");
    assertThat(trial.end(0)).isCloseTo(1.01001, within(1e-6));
  }

  /** graceful_timeout: 3 s, from a second at most after the signal. */
  @ParameterizedTest
  @CsvSource({
    "sync,     200, 10.5, 10.5",
    "gthread,  200, 10.5, 10.5",
    "gevent,   502, 4,    5",
    "eventlet, 502, 4,    5",
    "uvicorn,  200, 10.5, 10.5",
  })
  void gracefulTimeout_endsWhatGreenletsRun_andNothingElse(
      String workerClass, int status, double from, double to) {
    Trial trial =
        when(
            "gunicorn.reload",
            "graceful_timeout: 3, worker_class: " + workerClass,
            "0.5,long",
            "2,page");
    assertThat(trial.ends().get(0)).startsWith("0: " + status);
    assertThat(trial.end(0)).isBetween(from, to);
    assertThat(trial.ends().get(1)).startsWith("1: 200 at 2.0");
    assertThat(trial.counter("gunicorn.kills")).isZero();
  }

  /** A thread's worker that leaves shows no sign of life; a loop of gevent still beats. */
  @ParameterizedTest
  @CsvSource({
    "sync,     502, 4.5, 5.5",
    "gthread,  502, 5,   6",
    "uvicorn,  502, 5,   6",
    "gevent,   200, 10.5, 10.5"
  })
  void timeout_endsWhatAWorkerThatLeavesStillRuns(
      String workerClass, int status, double from, double to) {
    Trial trial =
        when("gunicorn.reload", "timeout: 4, worker_class: " + workerClass, "0.5,long").with();
    assertThat(trial.ends().get(0)).startsWith("0: " + status);
    assertThat(trial.end(0)).isBetween(from, to);
  }

  @Test
  void reload_whileTheNewWorkersBoot_forksAgain() {
    Trial trial =
        when("[ gunicorn.reload, gunicorn.reload ]", "workers: 2", "1.2,page", "9,page")
            .with("hosts.app.cpus=2");
    assertThat(trial.end(0)).as("four imports of 0.5 s on two cores").isBetween(1.9, 2.1);
    assertThat(trial.end(1)).isEqualTo(9.01);
  }

  @Test
  void workersThatLeave_areNoLongerCounted() {
    Trial trial = when("gunicorn.reload", "", "20,long");
    assertThat(trial.resource("gunicorn.workers").utilisation()).isCloseTo(10 / 60.0, within(1e-3));
  }

  // ---- stop, quit, start

  @Test
  void stop_ofIdleWorkers_refusesAtOnce() {
    assertThat(when("gunicorn.stop", "workers: 2", "0.5,page", "1.2,page").ends())
        .containsExactly("0: 200 at 0.51s", "1: 502 at 1.2s");
  }

  /** The busy worker's copy of the socket is open until it ends; the other one's too, of sync. */
  @Test
  void stop_resetsWhoWaitsInTheSocket_whenTheLastWorkerEnds() {
    Trial trial = when("gunicorn.stop", "workers: 1", "0.5,long", "0.6,page", "2,page", "11,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 10.5s", "1: 502 at 10.5s", "2: 502 at 10.5s", "3: 502 at 11.0s");
  }

  @Test
  void stop_ofGthread_closesTheSocketBeforeItsThreadsAreDone() {
    Trial trial = when("gunicorn.stop", "worker_class: gthread", "0.5,long", "2,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 10.5s", "1: 502 at 2.0s");
  }

  @Test
  void stop_removesThePathOfAUnixSocket_soItRefusesAtOnce() {
    Trial trial = when("gunicorn.stop", "bind: unix", "0.5,long", "0.6,page", "2,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 10.5s", "1: 502 at 10.5s", "2: 502 at 2.0s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "gthread", "uvicorn"})
  void stop_killsAfterGracefulTimeout(String workerClass) {
    Trial trial =
        when("gunicorn.stop", "graceful_timeout: 3, worker_class: " + workerClass, "0.5,long");
    assertThat(trial.ends()).containsExactly("0: 502 at 4.0s");
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"sync, 502, 1.1", "gevent, 502, 1.1", "gthread, 200, 10.5"})
  void quit_endsWorkersAfterATenthOfASecond_exceptThatThreadsAreJoined(
      String workerClass, int status, double end) {
    Trial trial = when("gunicorn.quit", "worker_class: " + workerClass, "0.5,long", "2,page");
    assertThat(trial.ends().get(0)).isEqualTo("0: " + status + " at " + end + "s");
    assertThat(trial.ends().get(1)).isEqualTo(status == 200 ? "1: 502 at 10.5s" : "1: 502 at 2.0s");
  }

  /** The arbiter looks every 0.1 s whether all are gone; then it is started again. */
  @Test
  void restart_refusesUntilItListens_andThenQueuesUntilTheImportIsDone() {
    Trial trial =
        when("gunicorn.restart", "workers: 2", "1.05,page", "1.15,page", "1.6,page", "3,page")
            .free("gunicorn.start.cpu=200ms");
    assertThat(trial.ends())
        .containsExactly(
            "0: 502 at 1.05s", "1: 502 at 1.15s", "2: 200 at 1.81s", "3: 200 at 3.01s");
  }

  @Test
  void start_whileItStops_waitsForThat() {
    Trial trial =
        when("[ gunicorn.quit, gunicorn.start ]", "worker_class: gthread", "0.5,long", "20,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 10.5s", "1: 200 at 20.01s");
  }

  @Test
  void notRunning_refusesUntilItIsStarted() {
    Trial trial = when("gunicorn.start", "running: false", "0.5,page", "1.2,page");
    assertThat(trial.ends()).containsExactly("0: 502 at 0.5s", "1: 200 at 1.51s");
  }

  @Test
  void workersAreForked_oneAfterAnother() {
    Trial trial =
        when("gunicorn.start", "running: false, workers: 20", "3,page").with("gunicorn.boot=0ms");
    assertThat(trial.ends()).containsExactly("0: 200 at 3.01s");
    assertThat(trial.run().resources().get("gunicorn.workers").capacity()).isEqualTo(20);
  }

  // ---- kill-worker, preload_app

  @Test
  void killedWorker_losesItsRequest_andIsReplaced() {
    Trial trial = when("gunicorn.kill-worker", "", "0.5,long", "1.2,page");
    assertThat(trial.ends()).containsExactly("0: 502 at 1.0s", "1: 200 at 1.51s");
    assertThat(trial.counter("gunicorn.kills")).as("by the arbiter").isZero();
  }

  @Test
  void preloadedApplication_isForkedAtOnce_butARestartImportsItBeforeItListens() {
    Trial killed = when("gunicorn.kill-worker", "preload_app: true", "0.5,long", "1.2,page");
    assertThat(killed.ends()).containsExactly("0: 502 at 1.0s", "1: 200 at 1.21s");
    Trial reloaded = when("gunicorn.reload", "preload_app: true", "1.2,page");
    assertThat(reloaded.ends()).containsExactly("0: 200 at 1.21s");
    Trial restarted = when("gunicorn.restart", "preload_app: true", "1.5,page", "1.7,page");
    assertThat(restarted.ends()).containsExactly("0: 502 at 1.5s", "1: 200 at 1.71s");
  }

  @Test
  void bootWait_takesTimeAndNoCpu() {
    Trial trial =
        when("gunicorn.reload", "workers: 8, boot_wait: 2s", "1.2,page").with("gunicorn.boot=0ms");
    assertThat(trial.ends()).containsExactly("0: 200 at 3.01s");
  }

  // ---- releases

  @Test
  void from22_anAbortedSyncWorkerAnswers500() {
    Trial before = when("gunicorn.quit", "version: 20.1", "0.5,long");
    assertThat(before.ends()).containsExactly("0: 502 at 1.1s");
    Trial after = when("gunicorn.quit", "version: 22.0", "0.5,long");
    assertThat(after.ends()).containsExactly("0: 500 at 1.1s");
    assertThat(after.all().errors()).containsEntry("500 Internal Server Error", 1L);
  }

  @Test
  void from22_aWorkerThatImportsIsLeftAlone() {
    Trial before = when("gunicorn.reload", "timeout: 2, version: 20.1", "1.2,page");
    assertThat(before.with("gunicorn.boot=4s").counter("gunicorn.kills")).isGreaterThan(20);
    Trial after =
        when("gunicorn.reload", "timeout: 2, version: 22.0", "1.2,page").with("gunicorn.boot=4s");
    assertThat(after.ends()).containsExactly("0: 200 at 5.01s");
  }

  @Test
  void from24_gthreadListensWhileItDrains() {
    Trial trial =
        when("gunicorn.stop", "worker_class: gthread, version: 24.0", "0.5,long", "2,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 10.5s", "1: 502 at 10.5s");
  }
}
