package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** The Application Load Balancer: no queue, a timeout, and checks among the requests. */
final class AlbTest {

  private static Trial alb(String alb, String stack, String more, String... rows) {
    return Trial.of(
            """
            duration: 200s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              alb: { %s }
              %s
            endpoints: { page: [ wait: 1s ], slow: [ wait: 100s ], health: [ wait: 1ms ] }
            %s
            """
                .formatted(alb, stack, more))
        .free()
        .arrivals(rows);
  }

  @Test
  void targets_takeTurns_howeverBusyTheyAre() {
    Trial trial =
        alb(
            "idle_timeout: 150",
            "gunicorn: { replicas: 2, timeout: 0 }",
            "",
            "at,request",
            "0,slow",
            "1,page",
            "2,page",
            "5,page");
    assertThat(trial.ends())
        .as("the third waits behind the slow one, though the other target is idle")
        .containsExactly(
            "0: 200 at 100.0s", "1: 200 at 2.0s", "2: 200 at 101.0s", "3: 200 at 6.0s");
  }

  @Test
  void idleTimeout_leavesWebSocketsAlone_whichHeartbeatsKeepBusy() {
    Trial trial =
        Trial.of(
            """
            duration: 20s
            traffic: { chat: { websocket: { connections: 2, messages: { page: closed think 1s } } } }
            stack: { alb: { idle_timeout: 2 }, node: {} }
            endpoints: { page: [ wait: 1s ] }
            """);
    assertThat(trial.counter("traffic.chat.disconnects")).isZero();
    assertThat(trial.all().failed()).isZero();
  }

  @Test
  void leastOutstandingRequests_avoidsWhoIsBusy() {
    Trial trial =
        alb(
            "load_balancing_algorithm_type: least_outstanding_requests, idle_timeout: 150",
            "gunicorn: { replicas: 2, timeout: 0 }",
            "",
            "at,request",
            "0,slow",
            "1,page",
            "3,page",
            "5,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 100.0s", "1: 200 at 2.0s", "2: 200 at 4.0s", "3: 200 at 6.0s");
  }

  @Test
  void silentTarget_is504_andWorksOn() {
    Trial trial = alb("", "gunicorn: { timeout: 0 }", "", "at,request", "0,slow");
    assertThat(trial.ends()).containsExactly("0: 504 at 60.0s");
    assertThat(trial.counter("gunicorn.finished_for_nobody")).isEqualTo(1);
  }

  @Test
  void targetThatIsNotThere_is502() {
    Trial trial = alb("", "gunicorn: { running: false }", "", "at,request", "1,page");
    assertThat(trial.ends()).containsExactly("0: 502 at 1.0s");
  }

  @Test
  void checksFailWhileTheyWait_andTheTargetIsTakenOut() {
    // The only worker of one target is taken for 100 s: two of its checks are late, the second at
    // 25 s at the latest. Whoever comes then goes to the other one.
    Trial trial =
        alb(
            "health_check_path: health, health_check_interval_seconds: 10, idle_timeout: 150",
            "gunicorn: { replicas: 2, timeout: 0 }",
            "",
            "at,request",
            "0,slow",
            "40,page",
            "45,page",
            "50,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 100.0s", "1: 200 at 41.0s", "2: 200 at 46.0s", "3: 200 at 51.0s");
    assertThat(trial.counter("alb.unhealthy")).as("back after five checks in a row").isZero();
  }

  @Test
  void allUnhealthy_failsOpen() {
    Trial trial =
        alb(
            "health_check_path: health, health_check_interval_seconds: 10",
            "gunicorn: { running: false }",
            "timeline: [ { at: 50s, do: gunicorn.start } ]",
            "at,request",
            "40,page",
            "60,page");
    assertThat(trial.ends())
        .as("sent to it before its checks have brought it back")
        .containsExactly("0: 502 at 40.0s", "1: 200 at 61.0s");
  }
}
