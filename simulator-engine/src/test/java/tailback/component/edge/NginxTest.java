package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Nginx: turns, slots and timeouts; and nobody upstream notices when it gives up. */
final class NginxTest {

  private static Trial proxy(String nginx, String stack, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              nginx: { %s }
              %s
            endpoints: { page: [ wait: 1s ], slow: [ wait: 10s ] }
            """
                .formatted(nginx, stack))
        .free("nginx.hop=1ms")
        .arrivals(rows);
  }

  @Test
  void upstreams_takeTurns() {
    Trial trial =
        proxy(
            "upstream: [ blue, green ]",
            "blue: { kind: gunicorn }\n  green: { kind: gunicorn, workers: 4 }",
            "at,request",
            "0,page",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 1.001s", "1: 200 at 1.001s", "2: 200 at 2.001s", "3: 200 at 1.001s");
  }

  @Test
  void replicas_takeTurns() {
    Trial trial =
        proxy("", "gunicorn: { replicas: 2 }", "at,request", "0,page", "0,page", "0,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.001s", "1: 200 at 1.001s", "2: 200 at 2.001s");
  }

  @Test
  void proxiedRequest_needsTwoSlots() {
    Trial trial =
        proxy(
            "worker_connections: 3",
            "gunicorn: { workers: 4 }",
            "at,request",
            "0,page",
            "0.1,page",
            "0.2,page");
    assertThat(trial.ends())
        .as("two slots, then one of the two, then none, when the first two hold three")
        .containsExactly("0: 200 at 1.001s", "1: 500 at 0.101s", "2: 500 at 0.201s");
    assertThat(trial.all().errors()).containsEntry("500 Internal Server Error", 2L);
  }

  @Test
  void withoutASlot_theClientIsReset() {
    Trial trial =
        proxy(
            "worker_connections: 2",
            "gunicorn: { workers: 4 }",
            "at,request",
            "0,page",
            "0.1,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.001s", "1: 0 at 0.1s");
    assertThat(trial.all().errors()).containsOnlyKeys("connection reset by peer");
    assertThat(trial.resource("nginx.connections").rejected()).isEqualTo(1);
  }

  @Test
  void workerProcesses_haveSlotsEach() {
    Trial trial =
        proxy(
            "worker_processes: 2, worker_connections: 2",
            "gunicorn: { workers: 4 }",
            "at,request",
            "0,page",
            "0.1,page");
    assertThat(trial.all().completed()).isEqualTo(2);
  }

  @Test
  void proxyReadTimeout_answers504_andTheWorkGoesOn() {
    Trial trial = proxy("proxy_read_timeout: 2s", "gunicorn: {}", "at,request", "0,slow", "5,page");
    assertThat(trial.ends()).containsExactly("0: 504 at 2.001s", "1: 504 at 7.001s");
    assertThat(trial.resource("gunicorn.workers").busyMean() * 100)
        .isEqualTo(11, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(trial.counter("gunicorn.finished_for_nobody")).isEqualTo(2);
  }

  @Test
  void impatientClient_leaves_andTheWorkGoesOn() {
    Trial trial =
        proxy("", "gunicorn: {}", "at,request", "0,slow").with("traffic.visitors.timeout=3s");
    assertThat(trial.ends()).containsExactly("0: 0 at 3.0s");
    assertThat(trial.all().errors()).containsOnlyKeys("client timeout");
    assertThat(trial.resource("gunicorn.workers").busyMean() * 100)
        .isEqualTo(10, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(trial.resource("nginx.connections").busyMean() * 100)
        .as("two slots for three seconds, the first 1 ms one")
        .isEqualTo(5.999, org.assertj.core.api.Assertions.within(1e-6));
  }

  @Test
  void impatientClient_onItsWayThrough_isNotPassedOn() {
    Trial trial =
        proxy("", "gunicorn: {}", "at,request", "0,slow").with("traffic.visitors.timeout=500us");
    assertThat(trial.resource("gunicorn.workers").arrivals()).isZero();
    assertThat(trial.resource("nginx.connections").busyMax()).isEqualTo(1);
  }

  @Test
  void backlogOlderThanTheTimeout_leavesNoGoodput() {
    Trial trial =
        Trial.of(
            """
            duration: 60s
            traffic: { page: constant 12/s }
            stack:
              nginx: { proxy_read_timeout: 2s, worker_connections: 100000 }
              gunicorn: { workers: 1 }
            endpoints: { page: [ wait: 100ms ] }
            """);
    assertThat(trial.resource("gunicorn.workers").utilisation()).isGreaterThan(0.99);
    assertThat(trial.all().throughputRps())
        .as("10/s are worked off, and after 12 s nobody waits for any of them")
        .isLessThan(3);
  }

  @Test
  void refusedConnection_isTriedAtTheNextUpstream() {
    Trial trial =
        Trial.of(
                """
                duration: 10s
                traffic: { clients: { arrivals: trace arrivals.csv } }
                stack:
                  nginx: { upstream: [ blue, green ] }
                  blue: { kind: gunicorn, bind: unix, backlog: 1, workers: 1 }
                  green: { kind: gunicorn, workers: 8 }
                endpoints: { page: [ wait: 1s ] }
                """)
            .free()
            .arrivals(
                "at,request",
                "0,page",
                "0,page",
                "0,page",
                "0,page",
                "0,page",
                "0,page",
                "0,page",
                "0,page",
                "0,page",
                "0,page");
    assertThat(trial.all().failed()).isZero();
    assertThat(trial.resource("blue.backlog").rejected()).isEqualTo(4);
  }
}
