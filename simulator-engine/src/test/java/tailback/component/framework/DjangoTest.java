package tailback.component.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.scenario.Problem;

/** What Django does around a view, beyond keeping connections. */
final class DjangoTest {

  private static Trial django(String settings, String... rows) {
    return Trial.of(
            """
            duration: 60s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gthread, threads: 10, timeout: 0 }
              django: { %s }
              pgbouncer: { pool_mode: transaction, default_pool_size: 1 }
              postgres: {}
            endpoints:
              view: [ wait: 1s, query: { io: 1s }, wait: 3s, query: { io: 1s } ]
              page: [ query: { io: 1s } ]
              none: [ wait: 1s ]
            """
                .formatted(settings))
        .free()
        .arrivals(rows);
  }

  @Test
  void atomicRequests_holdTheServerFromTheFirstStatementToTheEnd() {
    String[] rows = {"at,request", "0,view", "2.5,page"};
    assertThat(django("", rows).ends()).contains("1: 200 at 3.5s");
    assertThat(django("ATOMIC_REQUESTS: true", rows).ends())
        .as("idle in transaction while it calls somebody else")
        .containsExactly("0: 200 at 6.0s", "1: 200 at 7.0s");
    assertThat(django("ATOMIC_REQUESTS: true", "at,request", "0,view", "0,page").ends())
        .as("BEGIN is sent with the first statement, not with the first line of the view")
        .contains("1: 200 at 1.0s");
  }

  @Test
  void atomicRequests_connectEvenWhereNothingIsAsked() {
    Trial trial = django("ATOMIC_REQUESTS: true", "at,request", "0,none");
    assertThat(trial.resource("pgbouncer.clients").arrivals()).isEqualTo(1);
    assertThat(trial.resource("pgbouncer.servers").arrivals()).isZero();
  }

  @Test
  void atomicRequests_lockWithoutATransactionStep_andOnCommitAfterTheView() {
    Trial trial =
        django("ATOMIC_REQUESTS: true", "at,request", "0,page", "0,page")
            .with(
                "endpoints.page=[ lock: { row: stock }, on_commit: [ wait: 5s ], wait: 1s ]",
                "pgbouncer.default_pool_size=2");
    assertThat(trial.ends())
        .as("the row is free before on_commit runs")
        .containsExactly("0: 200 at 6.0s", "1: 200 at 7.0s");
  }

  @Test
  void atomicRequests_andAsyncViews_areRefused() {
    assertThatThrownBy(() -> django("ATOMIC_REQUESTS: true, views: async", "at,request").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("RuntimeError");
  }

  @Test
  void healthCheck_isARoundTripOnAKeptConnection() {
    String[] rows = {"at,request", "0,page", "2,page", "4,page"};
    assertThat(django("CONN_MAX_AGE: 60", rows).endpoint("page").statements()).isEqualTo(1);
    assertThat(
            django("CONN_MAX_AGE: 60, CONN_HEALTH_CHECKS: true", rows)
                .endpoint("page")
                .statements())
        .as("not on the connection that the first one opens")
        .isEqualTo((1 + 2 + 2) / 3.0);
  }

  @Test
  void serverSideCursors_areDisabled_andThePoolDoesNotMind() {
    String[] rows = {"at,request", "0,page", "0.5,view"};
    String cursor = "endpoints.page=[ query: { io: 2s, cursor: true } ]";
    assertThat(django("", "at,request", "0,page", "0,view").with(cursor).ends())
        .as("on the only server it is always there")
        .contains("0: 200 at 3.0s");
    Trial broken = django("", "at,request", "0,view", "0,page", "0.5,page");
    String two = "pgbouncer.default_pool_size=2";
    String quick = "endpoints.view=[ wait: 1s, query: { io: 4s } ]";
    assertThat(broken.with(cursor, two, quick).all().errors()).isNotEmpty();
    assertThat(
            django("DISABLE_SERVER_SIDE_CURSORS: true", "at,request", "0,view", "0,page")
                .arrivals("at,request", "0,view", "0,page", "0.5,page")
                .with(cursor, two, quick)
                .all()
                .errors())
        .isEmpty();
    assertThat(django("DISABLE_SERVER_SIDE_CURSORS: true", rows).with(cursor).all().statements())
        .isEqualTo((1 + 2) / 2.0);
  }
}
