package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** A server goes down: sessions break, nobody gets in, and it comes back without their work. */
final class FailoverTest {

  private static final String CLOSED =
      "server closed the connection unexpectedly: This probably means the server terminated"
          + " abnormally before or while processing the request.";
  private static final String REFUSED = "connection to server failed: Connection refused";

  private static Trial trial(String parts, String endpoints, String... rows) {
    return Trial.of(
            """
            duration: 60s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gthread, threads: 3, timeout: 0 }
              %s
            endpoints: %s
            timeline: [ { at: 5s, do: postgres.failover } ]
            """
                .formatted(parts, endpoints))
        .free()
        .arrivals(rows);
  }

  @Test
  void workUnderWay_fails_andNobodyGetsIn_untilTheStandbyHasTakenOver() {
    Trial trial =
        trial(
            "postgres: { failover_time: 10s }",
            "{ page: [ query: { io: 2s } ] }",
            "at,request",
            "4,page",
            "6,page",
            "14.9,page",
            "15,page");
    assertThat(trial.ends())
        .containsExactly("0: 500 at 5.0s", "1: 500 at 6.0s", "2: 500 at 14.9s", "3: 200 at 17.0s");
    assertThat(trial.all().errors()).isEqualTo(Map.of(CLOSED, 1L, REFUSED, 2L));
    assertThat(trial.resource("postgres.connections").busyMax()).isEqualTo(1);
    assertThat(trial.resource("postgres.connections").busyMean() * 60)
        .isEqualTo(3, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void persistentConnections_giveOneErrorEach_whenTheyAreUsedNext() {
    Trial trial =
        trial(
            "postgres: { failover_time: 1s }\n  django: { CONN_MAX_AGE: 600 }",
            "{ page: [ query: { io: 1s } ] }",
            "at,request",
            "0,page",
            "0,page",
            "0,page",
            "10,page",
            "10,page",
            "10,page",
            "20,page",
            "20,page",
            "20,page");
    assertThat(trial.all().errors()).isEqualTo(Map.of(CLOSED, 3L));
    assertThat(trial.ends()).contains("3: 500 at 10.0s", "4: 500 at 10.0s", "5: 500 at 10.0s");
    assertThat(trial.all().completed()).isEqualTo(6);
  }

  @Test
  void healthChecks_replaceABrokenConnectionInTime() {
    Trial trial =
        trial(
            "postgres: { failover_time: 1s }\n"
                + "  django: { CONN_MAX_AGE: 600, CONN_HEALTH_CHECKS: true }",
            "{ page: [ query: { io: 1s } ] }",
            "at,request",
            "0,page",
            "10,page");
    assertThat(trial.all().failed()).isZero();
  }

  @Test
  void transaction_isUndone_andItsRowIsFree() {
    Trial trial =
        trial(
            "postgres: { failover_time: 1s }",
            "{ page: [ transaction: [ lock: { row: hot }, wait: 8s ] ] }",
            "at,request",
            "0,page",
            "1,page",
            "7,page");
    assertThat(trial.ends())
        .as("the first finds out at its COMMIT, the second while it waits for the row")
        .containsExactly("0: 500 at 8.0s", "1: 500 at 5.0s", "2: 200 at 15.0s");
  }

  @Test
  void pool_losesItsServers_andTriesAgainAfterServerLoginRetry() {
    Trial trial =
        trial(
            "pgbouncer: { pool_mode: transaction, server_login_retry: 4s }\n"
                + "  postgres: { failover_time: 3s }",
            "{ page: [ query: { io: 1s } ] }",
            "at,request",
            "0,page",
            "4.5,page",
            "6,page",
            "11,page");
    assertThat(trial.ends())
        .as("refused at 6 s, tried again at 10 s; who waits, waits")
        .containsExactly("0: 200 at 1.0s", "1: 500 at 5.0s", "2: 200 at 11.0s", "3: 200 at 12.0s");
    assertThat(trial.resource("pgbouncer.servers").busyMean() * 60)
        .isEqualTo(1 + 0.5 + 1 + 1, org.assertj.core.api.Assertions.within(1e-6));
  }

  @Test
  void restart_isShort() {
    Trial trial =
        trial(
                "postgres: { restart_time: 2s }",
                "{ page: [ query: { io: 1s } ] }",
                "at,request",
                "6,page",
                "7,page")
            .with("timeline=[ { at: 5s, do: postgres.restart } ]");
    assertThat(trial.ends()).containsExactly("0: 500 at 6.0s", "1: 200 at 8.0s");
  }
}
