package tailback.component.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.scenario.Problem;

/** Connections that the threads of a process share: psycopg's pool and SQLAlchemy's. */
final class ProcessPoolTest {

  private static Trial trial(String framework, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gthread, threads: 50, timeout: 0 }
              %s
              postgres: {}
            endpoints:
              page: [ query: { io: 1s } ]
              slow: [ query: { io: 1s }, wait: 9s ]
              call: [ query: { io: 1s }, wait: 4s, query: { io: 1s } ]
            """
                .formatted(framework))
        .free()
        .arrivals(rows);
  }

  private static Trial django(String pool, String... rows) {
    return trial("django: { OPTIONS: { pool: { " + pool + " } } }", rows);
  }

  private static Trial flask(String options, String... rows) {
    return trial("flask: { SQLALCHEMY_ENGINE_OPTIONS: { " + options + " } }", rows);
  }

  private static double left(Trial trial, String resource) {
    double[] levels = trial.run().timeseries().series().get(resource + ".busy");
    return levels[levels.length - 1];
  }

  @Test
  void request_keepsAConnectionToItsEnd_andOthersWaitInOrder() {
    Trial trial = django("min_size: 1", "at,request", "0,slow", "1,page", "2,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 10.0s", "1: 200 at 11.0s", "2: 200 at 12.0s");
    assertThat(trial.all().timeInMs().get("django.pool") * 3).isEqualTo(9000 + 9000);
    assertThat(trial.resource("django.pool").queueMax()).isEqualTo(2);
    assertThat(trial.resource("django.pool").capacity()).isEqualTo(1);
  }

  @Test
  void minSize_isOpenedAtFirstUse_andStaysOpen() {
    Trial trial = django("min_size: 6", "at,request", "5,page");
    assertThat(trial.resource("postgres.connections").arrivals()).isEqualTo(6);
    assertThat(left(trial, "postgres.connections")).isEqualTo(6);
  }

  @Test
  void pool_growsOneLoginAtATime_upToMaxSize() {
    Trial trial =
        django("min_size: 1, max_size: 3", "at,request", "0,page", "0,page", "0,page", "0,page")
            .free("postgres.connect.cpu=100ms");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.1s", "1: 200 at 1.2s", "2: 200 at 1.3s", "3: 200 at 2.1s");
  }

  @Test
  void timeout_isAPoolTimeout() {
    Trial trial = django("min_size: 1, timeout: 5", "at,request", "0,slow", "1,page", "6,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 10.0s", "1: 500 at 6.0s", "2: 200 at 11.0s");
    assertThat(trial.all().errors())
        .containsOnlyKeys("PoolTimeout: couldn't get a connection after 5.00 sec");
  }

  @Test
  void maxWaiting_refusesAtOnce() {
    Trial trial = django("min_size: 1, max_waiting: 1", "at,request", "0,slow", "1,page", "2,page");
    assertThat(trial.ends()).contains("1: 200 at 11.0s", "2: 500 at 2.0s");
    assertThat(trial.all().errors())
        .containsOnlyKeys("TooManyRequests: the pool has already 1 requests waiting");
    assertThat(trial.resource("django.pool").rejected()).isEqualTo(1);
  }

  @Test
  void refusedLogin_isTriedAgainInTheBackground_whileTheRequestWaits() {
    Trial trial =
        django("min_size: 1, timeout: 20", "at,request", "0,slow", "0.1,page")
            .with("gunicorn={ worker_class: sync, workers: 2, timeout: 0 }")
            .with("stack.pgbouncer={ pool_mode: transaction, max_client_conn: 1 }")
            .with("timeline=[ { at: 2s, set: { pgbouncer.max_client_conn: 5 } } ]");
    assertThat(trial.ends())
        .as("refused at 0.1 s and at 1.1 s, not at 3.1 s")
        .containsExactly("0: 200 at 10.0s", "1: 200 at 4.1s");
    assertThat(trial.resource("pgbouncer.clients").rejected()).isEqualTo(2);
  }

  @Test
  void connectionThatBreaks_leavesThePool_andIsReplaced() {
    Trial trial =
        django("min_size: 1", "at,request", "0,slow", "0.1,page", "20,page")
            .with(
                "stack.pgbouncer={ pool_mode: session, default_pool_size: 1, query_wait_timeout: 3 }")
            .with("gunicorn.workers=1")
            .with("django.OPTIONS.pool.max_size=2");
    assertThat(trial.ends().get(1)).startsWith("1: 500 at ");
    assertThat(trial.ends().get(2)).isEqualTo("2: 200 at 21.0s");
  }

  @Test
  void overflow_isOpenedByWhoNeedsIt_andClosedWhenItComesBack() {
    Trial trial =
        flask(
                "pool_size: 1, max_overflow: 2, pool_timeout: 30",
                "at,request",
                "0,page",
                "0,page",
                "0,page",
                "0.5,page")
            .with("gunicorn.threads=4");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 1.0s", "2: 200 at 1.0s", "3: 200 at 2.0s");
    assertThat(trial.resource("postgres.connections").arrivals()).isEqualTo(3);
    assertThat(left(trial, "postgres.connections")).isEqualTo(1);
  }

  @Test
  void queuePool_timesOut() {
    Trial trial =
        flask(
            "pool_size: 1, max_overflow: 0, pool_timeout: 4",
            "at,request",
            "0,slow",
            "1,page",
            "20,page");
    assertThat(trial.ends()).contains("1: 500 at 5.0s", "2: 200 at 21.0s");
    assertThat(trial.all().errors())
        .containsOnlyKeys(
            "QueuePool limit of size 1 overflow 0 reached, connection timed out, timeout 4.00");
  }

  @Test
  void sqlalchemy_holdsATransactionFromTheFirstStatementToTheEnd() {
    Trial trial =
        flask("pool_size: 5", "at,request", "0,call", "0.5,page")
            .with("stack.pgbouncer={ pool_mode: transaction, default_pool_size: 1 }");
    assertThat(trial.ends())
        .as("a pool in transaction mode multiplexes nothing")
        .containsExactly("0: 200 at 6.0s", "1: 200 at 7.0s");
    assertThat(
            trial("flask: {}", "at,request", "0,call", "0.5,page")
                .with("stack.pgbouncer={ pool_mode: transaction, default_pool_size: 1 }")
                .ends())
        .contains("1: 200 at 2.0s");
  }

  @Test
  void prePing_isARoundTripMore_onAUsedConnection() {
    Trial trial = flask("pool_size: 1, pool_pre_ping: true", "at,request", "0,page", "2,page");
    assertThat(trial.endpoint("page").statements()).isEqualTo(1.5);
  }

  @Test
  void persistentConnections_andAPool_areRefused() {
    assertThatThrownBy(
            () -> django("min_size: 1", "at,request").with("django.CONN_MAX_AGE=60").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("CONN_MAX_AGE must be 0");
  }
}
