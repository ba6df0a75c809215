package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** What a server ends by itself: statements, idle transactions, work for clients that are gone. */
final class PostgresTimeoutsTest {

  private static final String STATEMENT = "ERROR: canceling statement due to statement timeout";
  private static final String CLOSED =
      "server closed the connection unexpectedly: This probably means the server terminated"
          + " abnormally before or while processing the request.";

  private static Trial trial(String gunicorn, String postgres, String endpoints, String... rows) {
    return Trial.of(
            """
            duration: 60s
            hosts: { db: { cpus: 1 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { %s }
              postgres: { host: db, %s }
            endpoints: %s
            """
                .formatted(gunicorn, postgres, endpoints))
        .free()
        .arrivals(rows);
  }

  private static final String THREADS = "worker_class: gthread, threads: 200, timeout: 0";

  @Test
  void statementTimeout_endsAStatementOnTheCpuAndOffIt() {
    Trial trial =
        trial(
            THREADS,
            "statement_timeout: 500ms",
            "{ cpu: [ query: 2s ], io: [ query: { io: 2s } ], page: [ query: 400ms ] }",
            "at,request",
            "0,cpu",
            "1,io",
            "2,page");
    assertThat(trial.ends()).containsExactly("0: 500 at 0.5s", "1: 500 at 1.5s", "2: 200 at 2.4s");
    assertThat(trial.all().errors()).isEqualTo(Map.of(STATEMENT, 2L));
    assertThat(trial.resource("db.cpu").busyMean() * 60)
        .as("the cancelled one does not go on")
        .isEqualTo(0.9, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void statementTimeout_countsTheWaitForARow() {
    Trial trial =
        trial(
            THREADS,
            "statement_timeout: 500ms",
            "{ page: [ transaction: [ lock: { row: hot }, wait: 2s ] ] }",
            "at,request",
            "0,page",
            "0.1,page",
            "0.2,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 2.0s", "1: 500 at 0.6s", "2: 500 at 0.7s");
    assertThat(trial.resource("postgres.lock(hot)").busyMean() * 60)
        .isEqualTo(2, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void idleInTransaction_isEnded_locksAndAll_andTheNextStatementFindsOut() {
    Trial trial =
        trial(
            THREADS,
            "idle_in_transaction_session_timeout: 1s",
            """
            {
              slow: [ transaction: [ lock: { row: hot }, wait: 5s, query: 1ms ] ],
              page: [ transaction: [ lock: { row: hot } ] ],
              view: [ query: 1ms, wait: 5s, query: 1ms ] }
            """,
            "at,request",
            "0,slow",
            "0,view",
            "0.5,page");
    assertThat(trial.ends())
        .as("page has the row when slow's session ends; view is in no transaction")
        .containsExactly("0: 500 at 5.0s", "1: 200 at 5.002s", "2: 200 at 1.0s");
    assertThat(trial.all().errors()).isEqualTo(Map.of(CLOSED, 1L));
    assertThat(trial.resource("postgres.connections").busyMean() * 60)
        .as("slow 1 s, page 0.5 s, view 5.002 s")
        .isEqualTo(6.502, org.assertj.core.api.Assertions.within(1e-6));
  }

  @Test
  void clientThatIsGone_isNotNoticed_untilItsStatementEnds() {
    Trial trial =
        trial(
            "worker_class: sync, workers: 2, timeout: 2",
            "",
            """
            {
              slow: [ transaction: [ lock: { row: hot }, query: { io: 10s } ] ],
              page: [ transaction: [ lock: { row: hot } ] ] }
            """,
            "at,request",
            "0,slow",
            "9,page");
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(1);
    assertThat(trial.end(0)).as("its worker is killed").isBetween(2.0, 3.1);
    assertThat(trial.end(1)).as("the row is locked to the end of the statement").isEqualTo(10);
  }

  @Test
  void clientConnectionCheckInterval_endsTheWorkOfAClientThatIsGone() {
    Trial trial =
        trial(
            "worker_class: sync, workers: 2, timeout: 2",
            "client_connection_check_interval: 1s",
            """
            {
              slow: [ transaction: [ lock: { row: hot }, query: { io: 10s } ] ],
              page: [ transaction: [ lock: { row: hot } ] ] }
            """,
            "at,request",
            "0,slow",
            "9,page");
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(1);
    assertThat(trial.end(1)).isEqualTo(9);
    assertThat(trial.resource("postgres.lock(hot)").busyMean() * 60).isBetween(3.0, 4.1);
  }
}
