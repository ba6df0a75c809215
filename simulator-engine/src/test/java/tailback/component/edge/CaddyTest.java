package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Caddy: policies, and what it does when an upstream fails. */
final class CaddyTest {

  private static final String TWO =
      "blue: { kind: gunicorn, running: false }\n  green: { kind: gunicorn, workers: 4 }";

  private static Trial proxy(String caddy, String stack, String more, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv, addresses: 1 } }
            stack:
              caddy: { %s }
              %s
            endpoints: { page: [ wait: 1s ], slow: [ wait: 10s ] }
            %s
            """
                .formatted(caddy, stack, more))
        .free("nginx.hop=1ms")
        .arrivals(rows);
  }

  @Test
  void first_takesTheFirstThatIsAvailable() {
    Trial trial =
        proxy(
            "lb_policy: first",
            "blue: { kind: gunicorn }\n  green: { kind: gunicorn }",
            "",
            "at,request",
            "0,page",
            "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.001s", "1: 200 at 2.001s");
  }

  @Test
  void unhealthyRequestCount_sendsTheRestToTheNext_andNobodyWaits() {
    Trial trial =
        proxy(
            "lb_policy: first, unhealthy_request_count: 1",
            "blue: { kind: gunicorn }\n  green: { kind: gunicorn }",
            "",
            "at,request",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.001s", "1: 200 at 1.001s", "2: 503 at 0.001s");
  }

  @Test
  void roundRobin_takesTurns() {
    Trial trial =
        proxy(
            "lb_policy: round_robin",
            "gunicorn: { replicas: 2 }",
            "",
            "at,request",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.001s", "1: 200 at 1.001s", "2: 200 at 2.001s");
  }

  @Test
  void leastConn_avoidsWhoIsBusy() {
    Trial trial =
        proxy(
            "lb_policy: least_conn",
            "gunicorn: { replicas: 2 }",
            "",
            "at,request",
            "0,slow",
            "1,page",
            "3,page",
            "5,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 10.001s", "1: 200 at 2.001s", "2: 200 at 4.001s", "3: 200 at 6.001s");
  }

  @Test
  void ipHash_keepsAClientAtItsUpstream() {
    Trial trial =
        proxy(
            "lb_policy: ip_hash",
            "gunicorn: { replicas: 2 }",
            "",
            "at,request",
            "0,page",
            "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.001s", "1: 200 at 2.001s");
  }

  @Test
  void refusedConnection_is502_unlessItMayLookFurther() {
    assertThat(proxy("lb_policy: first", TWO, "", "at,request", "0,page").ends())
        .containsExactly("0: 502 at 0.001s");
    assertThat(proxy("lb_policy: first, lb_retries: 1", TWO, "", "at,request", "0,page").ends())
        .as("the first again, for nothing remembers that it failed")
        .containsExactly("0: 502 at 0.251s");
    assertThat(
            proxy(
                    "lb_policy: first, lb_retries: 1, fail_duration: 10s",
                    TWO,
                    "",
                    "at,request",
                    "0,page")
                .ends())
        .containsExactly("0: 200 at 1.251s");
  }

  @Test
  void lbTryDuration_givesUpInTheEnd() {
    assertThat(
            proxy("lb_try_duration: 1s", "gunicorn: { running: false }", "", "at,request", "0,page")
                .ends())
        .containsExactly("0: 502 at 1.001s");
  }

  @Test
  void allFailed_is503_untilTheFailureIsForgotten() {
    Trial trial =
        proxy(
            "fail_duration: 10s",
            "gunicorn: { running: false }",
            "",
            "at,request",
            "0,page",
            "5,page",
            "11,page");
    assertThat(trial.ends())
        .containsExactly("0: 502 at 0.001s", "1: 503 at 5.001s", "2: 502 at 11.001s");
  }

  @Test
  void activeChecks_takeAnUpstreamOut() {
    Trial trial =
        proxy(
            "lb_policy: first, health_checks: true, health_interval: 5s",
            TWO,
            "",
            "at,request",
            "0,page",
            "6,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.001s", "1: 200 at 7.001s");
  }

  @Test
  void responseHeaderTimeout_answers504_andByDefaultThereIsNone() {
    assertThat(
            proxy("response_header_timeout: 2s", "gunicorn: {}", "", "at,request", "0,slow").ends())
        .containsExactly("0: 504 at 2.001s");
    assertThat(proxy("", "gunicorn: {}", "", "at,request", "0,slow").ends())
        .containsExactly("0: 200 at 10.001s");
  }
}
