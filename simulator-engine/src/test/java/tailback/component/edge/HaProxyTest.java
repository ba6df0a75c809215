package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.queueing.Theory;

/** HAProxy: a queue in front of servers that get so many requests at a time. */
final class HaProxyTest {

  private static Trial proxy(String haproxy, String stack, String more, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv, addresses: 1 } }
            stack:
              haproxy: { %s }
              %s
            endpoints: { page: [ wait: 1s ], slow: [ wait: 10s ] }
            %s
            """
                .formatted(haproxy, stack, more))
        .free("nginx.hop=1ms")
        .arrivals(rows);
  }

  @Test
  void beyondMaxconn_requestsWaitForWhicheverServerIsFreeFirst() {
    Trial trial =
        proxy(
            "default_server: { maxconn: 1 }, timeout_queue: 20s",
            "gunicorn: { replicas: 2, workers: 4 }",
            "",
            "at,request",
            "0,slow",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 10.001s", "1: 200 at 1.001s", "2: 200 at 2.001s", "3: 200 at 3.001s");
    assertThat(trial.all().timeInMs().get("haproxy.queue")).isCloseTo(750, within(1e-6));
  }

  @Test
  void timeoutQueue_answers503_andNobodyWorksForIt() {
    Trial trial =
        proxy(
            "default_server: { maxconn: 1 }, timeout_queue: 500ms",
            "gunicorn: { workers: 4 }",
            "",
            "at,request",
            "0,page",
            "0,page",
            "2,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.001s", "1: 503 at 0.501s", "2: 200 at 3.001s");
    assertThat(trial.all().errors()).containsEntry("503 Service Unavailable", 1L);
    assertThat(trial.counter("gunicorn.finished_for_nobody")).isZero();
  }

  @Test
  void source_keepsAClientAtItsServer() {
    Trial trial =
        proxy(
            "balance: source, default_server: { maxconn: 1 }, timeout_queue: 20s",
            "gunicorn: { replicas: 2, workers: 4 }",
            "",
            "at,request",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.ends())
        .as("all from one address: they wait, though the other server is idle")
        .containsExactly("0: 200 at 1.001s", "1: 200 at 2.001s", "2: 200 at 3.001s");
  }

  @Test
  void weights_giveMoreToTheStronger() {
    Trial trial =
        proxy(
            "server: { blue: { weight: 2 } }",
            "blue: { kind: gunicorn, workers: 9 }\n  green: { kind: gunicorn, workers: 9 }",
            "",
            "at,request",
            "0,page",
            "0,page",
            "0,page",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.resource("blue.workers").busyMax()).isEqualTo(4);
    assertThat(trial.resource("green.workers").busyMax()).isEqualTo(2);
  }

  @Test
  void refusedConnection_isTriedAgainAfterASecond_threeTimes() {
    Trial trial = proxy("", "gunicorn: { running: false }", "", "at,request", "0,page");
    assertThat(trial.ends()).containsExactly("0: 503 at 3.001s");
  }

  @Test
  void redispatch_sendsTheLastTryElsewhere() {
    String two = "blue: { kind: gunicorn, running: false }\n  green: { kind: gunicorn }";
    assertThat(proxy("redispatch: true", two, "", "at,request", "0,page").ends())
        .containsExactly("0: 200 at 3.001s");
    assertThat(proxy("", two, "", "at,request", "0,page").ends())
        .containsExactly("0: 503 at 3.001s");
  }

  @Test
  void timeoutServer_answers504() {
    Trial trial = proxy("timeout_server: 2s", "gunicorn: {}", "", "at,request", "0,slow");
    assertThat(trial.ends()).containsExactly("0: 504 at 2.001s");
  }

  @Test
  void fullSocket_failsToConnect() {
    Trial trial =
        proxy(
            "timeout_connect: 500ms, retries: 1",
            "gunicorn: { backlog: 1 }",
            "",
            "at,request",
            "0,slow",
            "0,slow",
            "0,slow",
            "0,slow");
    assertThat(trial.all().statuses()).containsEntry("503", 1L);
  }

  @Test
  void checks_takeAServerOutAfterThreeFailures() {
    Trial trial =
        proxy(
            "retries: 0, default_server: { check: true }",
            "blue: { kind: gunicorn, workers: 9 }\n  green: { kind: gunicorn, workers: 9 }",
            "timeline: [ { at: 10s, do: blue.stop } ]",
            "at,request",
            "11,page",
            "11,page",
            "30,page",
            "30,page",
            "30,page",
            "30,page");
    assertThat(trial.all().statuses()).containsEntry("503", 1L).containsEntry("200", 5L);
    assertThat(trial.end(5)).isCloseTo(31.001, within(1e-6));
  }

  @Test
  void checks_bringAServerBackAfterTwoSuccesses() {
    Trial trial =
        proxy(
            "retries: 0, default_server: { check: true }",
            "gunicorn: { running: false }",
            "timeline: [ { at: 10s, do: gunicorn.start } ]",
            "at,request",
            "9,page",
            "20,page");
    assertThat(trial.ends()).containsExactly("0: 503 at 9.001s", "1: 200 at 21.001s");
  }

  /** Four servers with a connection each, and one queue: M/M/4. */
  @Test
  void oneConnectionEach_isErlangC() {
    Trial trial =
        Trial.of(
                """
                duration: 4000s
                traffic: { page: poisson 32/s }
                stack:
                  haproxy: { default_server: { maxconn: 1 }, timeout_queue: 1000s }
                  gunicorn: { replicas: 4, workers: 2 }
                endpoints: { page: [ wait: exponential 100ms ] }
                """)
            .free();
    double wait = Theory.mmc(32, 0.1, 4).meanWait();
    assertThat(trial.all().timeInMs().get("haproxy.queue") / 1e3)
        .isCloseTo(wait, within(0.05 * wait));
  }
}
