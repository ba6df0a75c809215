package tailback.component.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** What belongs to a session, and breaks where a pool lends a server for less than one. */
final class SessionFeaturesTest {

  private static final String EXISTS = "ERROR: prepared statement \"_pg3_0\" already exists";
  private static final String MISSING = "ERROR: prepared statement \"_pg3_0\" does not exist";

  private static Trial trial(String pgbouncer, String feature, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gthread, threads: 20, timeout: 0 }
              django: { CONN_MAX_AGE: None }
              pgbouncer: { %s }
              postgres: {}
            endpoints:
              page: [ query: { io: 1s, %s } ]
              other: [ query: { io: 2s } ]
              twice: [ transaction: [ query: { io: 1s, %s } ] ]
            """
                .formatted(pgbouncer, feature, feature))
        .free()
        .arrivals(rows);
  }

  @Test
  void preparedStatement_isLeftOnTheServer_forTheNextClientToCollideWith() {
    Trial trial =
        trial(
                "pool_mode: transaction, version: 1.20",
                "prepared: true",
                "at,request",
                "0,page",
                "2,page")
            .with("django.CONN_MAX_AGE=0");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 500 at 2.0s");
    assertThat(trial.all().errors()).containsOnlyKeys(EXISTS);
  }

  @Test
  void preparedStatement_isMissedOnAnotherServer() {
    Trial trial =
        trial(
            "pool_mode: transaction, max_prepared_statements: 0",
            "prepared: true",
            "at,request",
            "0,page",
            "2,other",
            "2.5,other",
            "5,page");
    assertThat(trial.ends())
        .as("the thread that has prepared it on the first server gets the other one")
        .contains("3: 500 at 5.0s");
    assertThat(trial.all().errors()).containsOnlyKeys(MISSING);
  }

  @Test
  void preparedStatement_isFollowed_sinceItCan() {
    String[] rows = {"at,request", "0,page", "2,other", "2.5,other", "5,page"};
    assertThat(trial("pool_mode: transaction", "prepared: true", rows).ends())
        .contains("3: 200 at 6.0s");
    assertThat(
            trial(
                    "pool_mode: transaction, version: 1.21, max_prepared_statements: 10",
                    "prepared: true",
                    rows)
                .ends())
        .contains("3: 200 at 6.0s");
    assertThat(
            trial("pool_mode: transaction, version: 1.21", "prepared: true", rows).all().errors())
        .as("not unless told to")
        .containsOnlyKeys(MISSING);
  }

  @Test
  void sessionMode_keepsIt_andDiscardsItAtItsEnd() {
    String session = "pool_mode: session, version: 1.20, default_pool_size: 1";
    String[] rows = {"at,request", "0,page", "2,page"};
    assertThat(trial(session, "prepared: true", rows).ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 3.0s");
    assertThat(trial(session, "prepared: true", rows).with("django.CONN_MAX_AGE=0").ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 3.0s");
    assertThat(
            trial(
                    "pool_mode: session, version: 1.20, server_reset_query: ''",
                    "prepared: true",
                    "at,request",
                    "0,page",
                    "2,page")
                .with("django.CONN_MAX_AGE=0")
                .all()
                .errors())
        .as("without a reset query it stays for the next session")
        .containsOnlyKeys(EXISTS);
  }

  @Test
  void temporaryTable_isLost_whateverPgBouncersVersion() {
    Trial trial =
        trial(
            "pool_mode: transaction",
            "temporary: basket",
            "at,request",
            "0,page",
            "2,other",
            "2.5,other",
            "5,page");
    assertThat(trial.all().errors()).containsOnlyKeys("ERROR: relation \"basket\" does not exist");
    assertThat(
            trial("pool_mode: session", "temporary: basket", "at,request", "0,page", "2,page")
                .all()
                .errors())
        .isEmpty();
  }

  @Test
  void serverSideCursor_worksOnAQuietDay_andInsideATransaction() {
    String[] quiet = {"at,request", "0,page", "2,page"};
    assertThat(trial("pool_mode: transaction", "cursor: true", quiet).ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 3.0s");
    String[] busy = {"at,request", "0,page", "0,other", "0.5,other"};
    Trial trial = trial("pool_mode: transaction, default_pool_size: 2", "cursor: true", busy);
    assertThat(trial.all().errors())
        .as("the one that waits takes the server with the cursor")
        .containsOnlyKeys("ERROR: cursor \"_django_curs_…\" does not exist");
    assertThat(
            trial(
                    "pool_mode: transaction, default_pool_size: 2",
                    "cursor: true",
                    "at,request",
                    "0,twice",
                    "0,other",
                    "0.5,other")
                .all()
                .errors())
        .isEmpty();
  }
}
