package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Connections that Nginx keeps to its servers, and workers to their clients. */
final class KeptUpstreamsTest {

  private static Trial of(String nginx, String gunicorn, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              nginx: { %s }
              gunicorn: { worker_class: gthread, threads: 4, %s }
            endpoints: { page: [ wait: 100ms ], slow: [ wait: 10s ] }
            """
                .formatted(nginx, gunicorn))
        .free(
            "worker.gthread.cpu=10ms",
            "worker.gthread.connection.cpu=4ms",
            "nginx.cpu=5ms",
            "nginx.kept.cpu=3ms")
        .arrivals(rows);
  }

  private static final String[] APART = {"at,request", "0,page", "1,page", "4,page"};

  @Test
  void keptConnection_sparesBothSidesWork_untilTheServerClosesIt() {
    Trial kept = of("keepalive: 4", "keepalive: 2", APART);
    assertThat(kept.end(0)).isCloseTo(0.115, within(1e-6));
    assertThat(kept.end(1)).as("2 ms and 4 ms less").isCloseTo(1.109, within(1e-6));
    assertThat(kept.end(2)).as("it was closed after two seconds").isCloseTo(4.115, within(1e-6));
    assertThat(of("keepalive: 4", "keepalive: 5", APART).end(2)).isCloseTo(4.109, within(1e-6));
    assertThat(of("keepalive: 4", "keepalive: 0", APART).end(1)).isCloseTo(1.115, within(1e-6));
    assertThat(of("", "keepalive: 2", APART).end(1)).isCloseTo(1.115, within(1e-6));
  }

  @Test
  void keepalive_isThere_fromVersion1297On() {
    assertThat(of("version: 1.29.6", "", APART).end(1)).isCloseTo(1.115, within(1e-6));
    assertThat(of("version: 1.29.7", "", APART).end(1)).isCloseTo(1.109, within(1e-6));
    assertThat(of("version: 1.31.4, keepalive: 0", "", APART).end(1))
        .isCloseTo(1.115, within(1e-6));
  }

  @Test
  void sync_closesEveryConnection() {
    Trial trial = of("keepalive: 4", "", APART).with("gunicorn.worker_class=sync");
    assertThat(trial.end(1) - trial.end(0)).isCloseTo(1, within(1e-9));
  }

  @Test
  void idleConnections_holdASlotEach_atMostSoMany() {
    String[] burst = {"at,request", "0,page", "0,page", "0,page"};
    assertThat(of("keepalive: 4", "keepalive: 50", burst).resource("nginx.connections").busyMean())
        .as("three for fifty seconds of a hundred, and six for a moment")
        .isBetween(1.5, 1.52);
    assertThat(of("keepalive: 2", "keepalive: 50", burst).resource("nginx.connections").busyMean())
        .isBetween(1.0, 1.02);
  }

  @Test
  void requestOverAKeptConnection_goesToItsProcess_whateverTheOthersDo() {
    Trial trial =
        of(
            "keepalive: 1",
            "workers: 2, keepalive: 50",
            "at,request",
            "0,page",
            "1,slow",
            "1.1,page",
            "2,page");
    assertThat(trial.all().completed()).isEqualTo(4);
    Trial held =
        of(
            "keepalive: 4",
            "workers: 1, worker_connections: 2, keepalive: 50",
            "at,request",
            "0,page",
            "0,page",
            "1,page",
            "1,page",
            "1,page");
    assertThat(held.end(4))
        .as("two connections are all it takes: the third request waits for one to be over")
        .isGreaterThan(1.2);
  }

  @Test
  void workerThatDies_takesItsIdleConnectionsAlong_andNobodyNotices() {
    Trial trial =
        of("keepalive: 4", "keepalive: 50, timeout: 0", "at,request", "0,page", "5,page")
            .with("timeline=[ { at: 2s, do: gunicorn.kill-worker } ]");
    assertThat(trial.all().statuses()).containsOnlyKeys("200");
    assertThat(trial.end(1)).as("over a new one").isCloseTo(5.115, within(1e-6));
  }
}
