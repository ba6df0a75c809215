package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Results.Finding;

/** What the findings say of workers, their loops and their sockets; and what a healthy run says. */
final class WorkerFindingsTest {

  /** A loop with four clients, beside one that calls C code again and again. */
  private static Trial loop(String... more) {
    return Trial.of(
            """
            duration: 20s
            hosts: { app: { cpus: 2 } }
            traffic: { page: poisson 100/s, batch: constant 1/s }
            stack: { gunicorn: { host: app, worker_class: gevent } }
            endpoints:
              page: [ cpu: 1ms ]
              batch: [ repeat: { times: 60, steps: [ block: 5ms ] } ]
            """)
        .with(more);
  }

  private static Trial threads(String... more) {
    return Trial.of(
            """
            duration: 30s
            hosts: { app: { cpus: 4 } }
            traffic: { page: { arrivals: poisson 90/s, requests: { page: 100% }, timeout: 2s } }
            stack: { gunicorn: { host: app, worker_class: gthread, workers: 2, threads: 4 } }
            endpoints: { page: [ cpu: exponential 30ms ] }
            """)
        .with(more);
  }

  private static Trial deploy(String action) {
    return Trial.of(
        """
        duration: 20s
        hosts: { app: { cpus: 4 } }
        traffic: { page: poisson 20/s, export: poisson 1/s }
        stack: { nginx: {}, gunicorn: { host: app, worker_class: gthread, workers: 2, threads: 8 } }
        endpoints: { page: [ cpu: 2ms ], export: [ wait: 3s ] }
        timeline: [ { at: 5s, do: gunicorn.%s } ]
        """
            .formatted(action));
  }

  private static Trial dying(String... more) {
    return Trial.of(
            """
            duration: 30s
            hosts: { app: { cpus: 2, memory: 1GiB } }
            traffic: { page: poisson 20/s }
            stack:
              gunicorn: { host: app, workers: 8, boot: 500ms, memory: { worker: 200MiB } }
            endpoints: { page: [ cpu: 2ms, wait: 50ms ] }
            """)
        .with(more);
  }

  @Test
  void healthyRun_showsNothing() {
    assertThat(threads("traffic.page.arrivals=poisson 5/s").run().findings()).isEmpty();
    assertThat(loop("endpoints.batch=[ wait: 300ms ]").run().findings()).isEmpty();
    assertThat(dying("gunicorn.workers=2").run().findings()).isEmpty();
  }

  @Test
  void manyShortBlocks_areFoundLikeALongOne() {
    Finding found = found(loop(), "hub-blocked");
    assertThat(found.text()).contains("for up to 5 ms and ");
    assertThat((double) found.evidence().get("stalled_ms")).isBetween(2_000.0, 6_000.0);
    assertSilent(loop("endpoints.batch=[ block: 5ms ]"), "hub-blocked");
  }

  @Test
  void gilContention_isFound_whereTheBacklogIsLong() {
    Trial overloaded = threads("traffic.page.timeout=60s");
    assertThat(overloaded.all().timeInMs().get("gunicorn.backlog"))
        .isGreaterThan(10 * overloaded.all().timeInMs().get("app.gil"));
    assertThat((double) found(overloaded, "gil-contention").evidence().get("utilisation"))
        .isGreaterThan(0.9);
    assertSilent(threads("gunicorn.workers=16", "gunicorn.threads=1"), "gil-contention");
  }

  @Test
  void workersTaken_isFound_whereTheyAreForHalfOfTheTime() {
    String busyAtTimes = "traffic.page.profile=[ { at: 14s, x: 0.1 }, { at: 15s, x: 2 } ]";
    Trial trial =
        threads(
            "gunicorn.worker_class=sync",
            "gunicorn.workers=4",
            "gunicorn.threads=1",
            "endpoints.page=[ wait: 40ms ]",
            busyAtTimes);
    assertThat(trial.resource("gunicorn.workers").utilisation()).isBetween(0.5, 0.85);
    assertThat(found(trial, "workers-taken").firstS()).isBetween(14.0, 20.0);
  }

  @Test
  void restart_closesTheSocket_andAReloadDoesNot() {
    Trial restart = deploy("restart");
    Finding found = found(restart, "socket-closed");
    assertThat(found.firstS()).isBetween(5.0, 6.0);
    assertThat((long) found.evidence().get("refused")).isEqualTo(restart.all().failed());
    assertThat((double) found.evidence().get("closed_s")).isBetween(1.0, 4.0);
    assertSilent(deploy("reload"), "socket-closed");
  }

  @Test
  void workersThatAreKilledAndBoot_areABootStorm() {
    Finding found = found(dying(), "boot-storm");
    assertThat((double) found.evidence().get("busy_cores")).isBetween(0.2, 2.0);
    assertThat(found(dying(), "out-of-memory").text()).contains("one every");
    assertSilent(dying("gunicorn.workers=2"), "boot-storm");
  }

  /** The finding of that name, with a figure behind it and the second when it began. */
  static Finding found(Trial trial, String id) {
    Finding found =
        trial.run().findings().stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new AssertionError(id + " in " + trial.run().findings()));
    assertThat(found.evidence()).isNotEmpty();
    assertThat(found.firstS()).isBetween(0.0, trial.run().simulatedS());
    return found;
  }

  static void assertSilent(Trial trial, String id) {
    assertThat(trial.run().findings()).extracting(Finding::id).doesNotContain(id);
  }
}
