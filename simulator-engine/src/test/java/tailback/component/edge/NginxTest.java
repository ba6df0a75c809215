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
            traffic: { visitors: { arrivals: trace arrivals.csv, addresses: 1 } }
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
    assertThat(trial.resource("blue.backlog").rejected())
        .as("once is enough: max_fails is 1")
        .isEqualTo(1);
  }

  // ---- servers that fail

  @Test
  void silentServer_isGivenUp_andTheNextOneAsked() {
    Trial trial =
        proxy(
            "proxy_read_timeout: 2s, upstream: [ blue, green ]",
            "blue: { kind: gunicorn }\n  green: { kind: gunicorn }",
            "at,request",
            "0,slow",
            "0,page");
    assertThat(trial.ends())
        .as("blue and green are both silent for two seconds; the page waits behind slow on neither")
        .containsExactly("0: 504 at 4.001s", "1: 200 at 1.001s");
    assertThat(trial.counter("blue.finished_for_nobody")).isEqualTo(1);
    assertThat(trial.counter("green.finished_for_nobody")).as("it was run twice").isEqualTo(1);
  }

  @Test
  void nextUpstreamOff_asksNobodyElse() {
    Trial trial =
        proxy(
            "proxy_read_timeout: 2s, proxy_next_upstream: 'off', upstream: [ blue, green ]",
            "blue: { kind: gunicorn }\n  green: { kind: gunicorn }",
            "at,request",
            "0,slow");
    assertThat(trial.ends()).containsExactly("0: 504 at 2.001s");
  }

  @Test
  void nextUpstreamTries_andTimeout_limitTheTries() {
    String three = "a: { kind: gunicorn }\n  b: { kind: gunicorn }\n  c: { kind: gunicorn }";
    assertThat(proxy("proxy_read_timeout: 2s", three, "at,request", "0,slow").ends())
        .containsExactly("0: 504 at 6.001s");
    assertThat(
            proxy(
                    "proxy_read_timeout: 2s, proxy_next_upstream_tries: 2",
                    three,
                    "at,request",
                    "0,slow")
                .ends())
        .containsExactly("0: 504 at 4.001s");
    assertThat(
            proxy(
                    "proxy_read_timeout: 2s, proxy_next_upstream_timeout: 1s",
                    three,
                    "at,request",
                    "0,slow")
                .ends())
        .containsExactly("0: 504 at 2.001s");
  }

  @Test
  void allServersLeftAlone_isNoLiveUpstreams_atOnce() {
    Trial trial =
        proxy(
            "proxy_read_timeout: 2s, upstream: [ blue, green ]",
            "blue: { kind: gunicorn }\n  green: { kind: gunicorn }",
            "at,request",
            "0,slow",
            "6,page",
            "11,page",
            "20,page");
    assertThat(trial.ends())
        .as("one slow request, and for ten seconds everybody fails though both could answer")
        .containsExactly(
            "0: 504 at 4.001s", "1: 502 at 6.001s", "2: 502 at 11.001s", "3: 200 at 21.001s");
    assertThat(trial.counter("nginx.no_live_upstreams")).isEqualTo(2);
  }

  @Test
  void processes_learnOfADeadServerEachForItself_unlessThereIsAZone() {
    String[] rows = new String[21];
    rows[0] = "at,request";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = (i * 0.1) + ",page";
    }
    String small =
        "blue: { kind: gunicorn, bind: unix, backlog: 1, workers: 1 }\n"
            + "  green: { kind: gunicorn, workers: 50 }";
    String four = "worker_processes: 4, upstream: [ blue, green ], server: { blue: %s }";
    long each =
        proxy(four.formatted("{ max_fails: 1 }"), small, rows).resource("blue.backlog").rejected();
    long together =
        proxy(four.formatted("{ max_fails: 1 }") + ", zone: true", small, rows)
            .resource("blue.backlog")
            .rejected();
    assertThat(together).isEqualTo(1);
    assertThat(each).isGreaterThan(1);
  }

  @Test
  void answersThatAreFailures_goToAnotherServer_whenTheyAreNamed() {
    Trial trial =
        Trial.of(
                """
                duration: 10s
                traffic: { clients: { arrivals: trace arrivals.csv } }
                stack:
                  nginx: { upstream: [ blue, green ], proxy_next_upstream: error http_500 }
                  blue: { kind: gunicorn }
                  green: { kind: gunicorn }
                  payments: { kind: service, time: 10ms }
                endpoints: { page: [ call: { to: payments, failure: 100% } ] }
                """)
            .free()
            .arrivals("at,request", "0,page");
    assertThat(trial.all().statuses()).containsEntry("500", 1L);
    assertThat(trial.resource("payments.calls").arrivals()).as("each server ran it").isEqualTo(2);
  }

  @Test
  void downServer_isNeverAsked_andABackupOnlyWhenTheOthersFail() {
    Trial trial =
        proxy(
            "proxy_read_timeout: 2s, upstream: [ a, b, c ],"
                + " server: { a: { down: true }, c: { backup: true } }",
            "a: { kind: gunicorn }\n  b: { kind: gunicorn }\n  c: { kind: gunicorn }",
            "at,request",
            "0,slow",
            "20,page");
    assertThat(trial.ends()).containsExactly("0: 504 at 4.001s", "1: 200 at 21.001s");
    assertThat(trial.resource("a.workers").arrivals()).isZero();
    assertThat(trial.resource("c.workers").busyMax()).isEqualTo(1);
  }

  // ---- limit_req

  @Test
  void limitReq_refusesWhatIsBeyondTheBurst_andDelaysTheRest() {
    Trial trial =
        proxy(
            "limit_req: { rate: 10r/s, burst: 1 }",
            "gunicorn: { workers: 4 }",
            "at,request",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.001s", "1: 200 at 1.101s", "2: 503 at 0.001s");
    assertThat(trial.all().errors()).containsEntry("503 Service Temporarily Unavailable", 1L);
  }

  @Test
  void limitReqStatus_below500_isAnAnswer() {
    Trial trial =
        proxy(
            "limit_req: { rate: 1r/s }, limit_req_status: 429",
            "gunicorn: { workers: 4 }",
            "at,request",
            "0,page",
            "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.001s", "1: 429 at 0.001s");
    assertThat(trial.all().failed()).isZero();
  }

  // ---- processes and their loops

  @Test
  void loop_doesOneThingAfterTheOther_andProcessesWorkSideBySide() {
    String[] rows = {"at,request", "0,page", "0,page", "0,page"};
    Trial one = proxy("", "gunicorn: { workers: 4 }", rows).free("nginx.cpu=10ms");
    assertThat(one.ends()).containsExactly("0: 200 at 1.01s", "1: 200 at 1.02s", "2: 200 at 1.03s");
    assertThat(one.resource("nginx.backlog").queueMax()).isEqualTo(2);
    Trial two =
        proxy("worker_processes: 2", "gunicorn: { workers: 4 }", rows).free("nginx.cpu=10ms");
    assertThat(two.ends()).containsExactly("0: 200 at 1.01s", "1: 200 at 1.01s", "2: 200 at 1.02s");
  }

  @Test
  void clientThatLeaves_isCounted() {
    Trial trial =
        proxy("", "gunicorn: {}", "at,request", "0,slow").with("traffic.visitors.timeout=3s");
    trial.run();
    assertThat(trial.counter("nginx.499")).isEqualTo(1);
  }

  @Test
  void fullListeningSocket_losesTheSyn_whichComesAgainAfterASecond() {
    Trial trial =
        proxy("backlog: 1", "gunicorn: { workers: 9 }", ofPages(5)).free("nginx.cpu=10ms");
    assertThat(trial.ends())
        .as("one at once, two wait; the others come again after their timers fire")
        .startsWith("0: 200 at 1.01s", "1: 200 at 1.02s", "2: 200 at 1.03s");
    assertThat(trial.end(3)).isBetween(2.0, 2.1);
    assertThat(trial.end(4)).isBetween(2.0, 2.1);
    assertThat(trial.resource("nginx.backlog").rejected()).isEqualTo(2);
  }

  private static String[] ofPages(int number) {
    String[] rows = new String[number + 1];
    rows[0] = "at,request";
    java.util.Arrays.fill(rows, 1, rows.length, "0,page");
    return rows;
  }

  // ---- who is let in

  @Test
  void limitConn_refusesWhatIsBeyondIt_untilOneEnds() {
    Trial trial =
        proxy(
            "limit_conn: { conn: 2 }",
            "gunicorn: { workers: 4 }",
            "at,request",
            "0,page",
            "0.1,page",
            "0.2,page",
            "1.05,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 1.001s", "1: 200 at 1.101s", "2: 503 at 0.201s", "3: 200 at 2.051s");
  }

  @Test
  void blockList_answers403_toTheShareOfTheClientsThatItKnows() {
    Trial trial =
        Trial.of(
            """
            duration: 100s
            traffic:
              people: { arrivals: poisson 10/s, requests: { page: 100% } }
              bots: { arrivals: poisson 20/s, requests: { page: 100% }, addresses: 10000 }
            stack:
              nginx: { deny: { bots: 80% } }
              gunicorn: { workers: 4 }
            endpoints: { page: [ wait: 1ms ] }
            """);
    long refused = trial.all().statuses().get("403");
    assertThat(refused).isBetween(1500L, 1700L);
    assertThat(trial.all().failed()).isZero();
  }

  // ---- connections that are kept

  private static Trial kept(String nginx) {
    return Trial.of(
            """
            duration: 20s
            traffic:
              users:
                arrivals: closed 1 users think constant 1s
                requests: { page: 100%% }
                connection: keepalive
                network: { rtt: 100ms }
            stack:
              nginx: { %s }
              gunicorn: { workers: 4 }
            endpoints: { page: [ wait: 1s ] }
            """
                .formatted(nginx))
        .free();
  }

  @Test
  void keptConnection_needsNoHandshake_andHoldsItsSlotBetweenRequests() {
    Trial trial = kept("");
    assertThat(trial.all().latencyMs().p50()).isBetween(1098.0, 1102.0);
    assertThat(trial.all().timeInMs().get("network.connect"))
        .as("100 ms, once in ten requests")
        .isLessThan(12);
    assertThat(trial.resource("nginx.connections").busyMean())
        .as("one slot all the time, and one for the upstream half of it")
        .isBetween(1.35, 1.5);
    assertThat(kept("keepalive_timeout: 0s").all().latencyMs().p50()).isBetween(1199.0, 1201.0);
    assertThat(kept("keepalive_timeout: 500ms").all().latencyMs().p50()).isBetween(1199.0, 1201.0);
    assertThat(kept("keepalive_requests: 2").all().timeInMs().get("network.connect"))
        .as("every other request")
        .isBetween(45.0, 60.0);
  }

  @Test
  void idleConnections_makeRoom_whenSlotsRunOut() {
    Trial trial =
        Trial.of(
                """
                duration: 20s
                traffic:
                  users:
                    arrivals: closed 10 users think constant 1s
                    requests: { page: 100% }
                    connection: keepalive
                stack:
                  nginx: { worker_connections: 8 }
                  gunicorn: { workers: 4 }
                endpoints: { page: [ wait: 1ms ] }
                """)
            .free("nginx.cpu=1ms");
    assertThat(trial.all().errors()).isEmpty();
    assertThat(trial.resource("nginx.connections").busyMax()).isLessThanOrEqualTo(8);
  }

  @Test
  void tls_costsAHandshakeForEachNewConnection() {
    String tls = "ssl: rsa2048";
    String[] costs = {"tls.rsa2048.cpu=10ms", "tls.client=1ms"};
    Trial fresh = kept(tls + ", keepalive_timeout: 0s").free(costs);
    assertThat(fresh.all().latencyMs().p50())
        .as("two round trips, the handshake, and the request itself")
        .isBetween(1309.0, 1313.0);
    assertThat(kept(tls).free(costs).all().latencyMs().p50()).isBetween(1098.0, 1102.0);
  }
}
