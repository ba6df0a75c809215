package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static tailback.experiment.WorkerFindingsTest.assertSilent;
import static tailback.experiment.WorkerFindingsTest.found;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Results.Finding;

/** What the findings say of who asks, and of what users miss. */
final class ClientFindingsTest {

  private static Trial crowd(String... more) {
    return Trial.of(
            """
            duration: 20s
            hosts: { app: { cpus: 2 } }
            traffic:
              people: { arrivals: poisson 5/s, requests: { page: 100% }, addresses: 100 }
              robot: { arrivals: constant 50/s, requests: { page: 100% }, addresses: 1 }
            stack: { gunicorn: { host: app, workers: 4 } }
            endpoints: { page: [ cpu: 2ms ] }
            """)
        .with(more);
  }

  private static Trial pods(String... more) {
    return Trial.of(
            """
            duration: 20s
            hosts: { app: { cpus: 2 } }
            traffic:
              page: { arrivals: poisson 20/s, requests: { page: 100% }, session: { users: 50, length: 1h } }
              photo: poisson 20/s
            stack:
              nginx: {}
              gunicorn: { host: app, replicas: 4, worker_class: gthread, threads: 8 }
              django: { SESSION_ENGINE: cache, CACHES: locmem }
              media: { kind: object_store, storage: local, time: 1ms }
            endpoints:
              page: [ session: read, cpu: 2ms ]
              photo: [ put: { object_store: media, key: photo }, get: { object_store: media, key: photo } ]
            """)
        .with(more);
  }

  @Test
  void oneAddress_thatAsksForNearlyEverything() {
    Finding found = found(crowd(), "heavy-client");
    assertThat(found.resource()).isEqualTo("traffic.robot");
    assertThat((double) found.evidence().get("share")).isBetween(0.88, 0.94);
    assertThat((double) found.evidence().get("times_the_others")).isBetween(800.0, 1_250.0);
    assertSilent(crowd("traffic.robot.addresses=1000"), "heavy-client");
    assertSilent(crowd("traffic.robot.arrivals=constant 1/s"), "heavy-client");
  }

  @Test
  void sessionsInTheMemoryOfAProcess_areLost() {
    Finding found = found(pods(), "lost-sessions");
    assertThat((long) found.evidence().get("logouts")).isGreaterThan(100);
    assertSilent(pods("stack.redis={}", "django.CACHES=redis"), "lost-sessions");
  }

  @Test
  void filesOnTheDiskOfOneServer_areMissing() {
    Finding found = found(pods(), "files-missing");
    assertThat((long) found.evidence().get("missing"))
        .isEqualTo(pods().run().endpoints().get("photo").statuses().get("404"));
    assertSilent(pods("media.storage=shared"), "files-missing");
  }
}
