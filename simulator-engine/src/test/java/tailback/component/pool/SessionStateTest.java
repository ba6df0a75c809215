package tailback.component.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Trial;

/**
 * What stays with a session of the database beside its transactions, and goes astray without an
 * error where a pool lends the session to the next client.
 */
final class SessionStateTest {

  private static final String TRANSACTION =
      "pgbouncer: { pool_mode: transaction, default_pool_size: 1 }";
  private static final String SESSION = "pgbouncer: { pool_mode: session }";
  private static final String DIRECT = "redis: {}";

  private static Trial trial(String pool, String page, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gthread, threads: 20, timeout: 0 }
              django: {}
              %s
              postgres: { flush: 0ms }
            endpoints:
              page: [ %s ]
              long: [ query: { io: 1s } ]
              longer: [ query: { io: 5s } ]
              tell: [ notify: news ]
              told: [ transaction: [ notify: news, wait: 2s ] ]
              untold: [ transaction: { rollback: 100%%, steps: [ notify: news ] } ]
            """
                .formatted(pool, page))
        .free()
        .arrivals(rows);
  }

  // ---- SET

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "pgbouncer: { pool_mode: transaction } | set: { statement_timeout: 500ms } | 500 at 2.5s",
        "pgbouncer: { pool_mode: session } | set: { statement_timeout: 500ms } | 200 at 3.0s",
        "redis: {} | set: { statement_timeout: 500ms } | 200 at 3.0s",
        "pgbouncer: { pool_mode: transaction } | transaction: [ set: { statement_timeout: 500ms } ] | 500 at 2.5s",
        "pgbouncer: { pool_mode: transaction } | transaction: [ set: { statement_timeout: 500ms, local: true } ] | 200 at 3.0s",
        "pgbouncer: { pool_mode: transaction } | transaction: { rollback: 100%, caught: true, steps: [ set: { statement_timeout: 500ms } ] } | 200 at 3.0s",
        "pgbouncer: { pool_mode: transaction } | transaction: [ set: { statement_timeout: 500ms, local: true }, set: { statement_timeout: 700ms } ] | 500 at 2.7s",
      })
  void set_staysOnTheServer_forTheNextClient(String pool, String set, String end) {
    assertThat(trial(pool, set, "at,request", "0,page", "2,long").ends()).contains("1: " + end);
  }

  @Test
  void set_holdsForTheSessionsOwnStatements() {
    String[] one = {"at,request", "0,page"};
    assertThat(trial(DIRECT, "set: { statement_timeout: 500ms }, query: { io: 1s }", one).ends())
        .containsExactly("0: 500 at 0.5s");
    assertThat(
            trial(
                    DIRECT,
                    "set: { statement_timeout: 500ms }, set: { statement_timeout: 0 }, query: { io:"
                        + " 1s }",
                    one)
                .ends())
        .containsExactly("0: 200 at 1.0s");
    String locked = "set: { lock_timeout: 300ms }, transaction: [ lock: { row: stock }, wait: 1s ]";
    assertThat(trial(DIRECT, locked, "at,request", "0,page", "0.1,page").ends())
        .containsExactly("0: 200 at 1.0s", "1: 500 at 0.4s");
    String off = "set: { synchronous_commit: 'off' }, query: { write: true }";
    assertThat(trial(DIRECT, off, one).with("postgres.flush=3ms").ends())
        .containsExactly("0: 200 at 0.0s");
    String sorts = "query: { sort: 50MiB }, set: { work_mem: 64MiB }, query: { sort: 50MiB }";
    assertThat(trial(DIRECT, sorts, one).counter("postgres.temp_files")).isEqualTo(1);
  }

  @Test
  void setLocal_endsWithTheTransaction() {
    String steps =
        "transaction: [ set: { statement_timeout: 500ms, local: true }, query: { io: 100ms } ],"
            + " query: { io: 1s }";
    assertThat(trial(DIRECT, steps, "at,request", "0,page").ends())
        .containsExactly("0: 200 at 1.1s");
  }

  // ---- LISTEN

  private static final String LISTEN = "listen: { channel: news, timeout: 10s }";

  @ParameterizedTest
  @ValueSource(strings = {DIRECT, SESSION})
  void listen_isToldOverItsOwnSession(String pool) {
    assertThat(trial(pool, LISTEN, "at,request", "0,page", "3,tell").end(0)).isEqualTo(3);
  }

  @Test
  void listen_inTransactionMode_staysOnAServerThatSomebodyElseHas() {
    Trial trial = trial(TRANSACTION, LISTEN, "at,request", "0,page", "3,tell");
    assertThat(trial.end(0)).as("waits in vain").isEqualTo(10);
    assertThat(trial.counter("postgres.notifications_lost")).isEqualTo(1);
  }

  @Test
  void notify_isToldWithTheCommit_andNotAfterARollback() {
    assertThat(trial(DIRECT, LISTEN, "at,request", "0,page", "3,told").end(0)).isEqualTo(5);
    assertThat(trial(DIRECT, LISTEN, "at,request", "0,page", "3,untold").end(0)).isEqualTo(10);
    assertThat(trial(DIRECT, LISTEN, "at,request", "0,page", "0,page", "3,tell").end(1))
        .as("to all who listen")
        .isEqualTo(3);
  }

  // ---- advisory locks

  private static final String LOCKED = "advisory_lock: { key: job, steps: [ wait: 2s ] }";

  @ParameterizedTest
  @ValueSource(strings = {DIRECT, SESSION})
  void advisoryLock_lasts_overTransactions(String pool) {
    String steps = "advisory_lock: { key: job, steps: [ transaction: [ query: 1ms ], wait: 2s ] }";
    assertThat(trial(pool, steps, "at,request", "0,page", "1,page").ends())
        .containsExactly("0: 200 at 2.001s", "1: 200 at 4.002s");
  }

  @Test
  void advisoryLocks_ofOtherThings_areOthers() {
    String steps = LOCKED + ", advisory_lock: { key: other, keys: 5, steps: [ wait: 1s ] }";
    Trial trial = trial(DIRECT, steps, "at,request", "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 3.0s");
    assertThat(trial.resource("postgres.lock(other)").capacity()).isEqualTo(5);
  }

  @Test
  void advisoryLock_inTransactionMode_isHadByTwo_whereTheyShareAServer() {
    Trial trial = trial(TRANSACTION, LOCKED, "at,request", "0,page", "1,page");
    assertThat(trial.ends())
        .as("the second asks on the server that has it, and has it too")
        .containsExactly("0: 200 at 2.0s", "1: 200 at 3.0s");
    assertThat(trial.counter("postgres.advisory_shared")).isEqualTo(1);
  }

  @Test
  void advisoryLock_inTransactionMode_isGivenBackOnAnotherServer_andStays() {
    Trial trial =
        trial(
            "pgbouncer: { pool_mode: transaction }",
            LOCKED,
            "at,request",
            "0,page",
            "0.5,longer",
            "5.6,longer",
            "6,page");
    assertThat(trial.end(0)).isEqualTo(2);
    assertThat(trial.counter("postgres.advisory_not_owned")).isEqualTo(1);
    assertThat(trial.run().requests().inFlight())
        .as("nobody gives it back: who comes over another server waits for ever")
        .isEqualTo(1);
    assertThat(trial.resource("postgres.lock(job)").queueMax()).isEqualTo(1);
  }

  @Test
  void advisoryLock_isFree_whenItsSessionEnds() {
    String dies = "advisory_lock: { key: job, steps: [ fail: {} ] }";
    assertThat(trial(DIRECT, dies, "at,request", "0,page", "1,page").end(1)).isEqualTo(1);
    assertThat(trial(SESSION, dies, "at,request", "0,page", "1,page").end(1)).isEqualTo(1);
  }
}
