package tailback.component.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;

/** Who opens a database connection, for how long, and who can use it again. */
final class ConnectionsTest {

  private static Trial ten(String gunicorn, String framework, String more) {
    return Trial.of(
            """
            duration: 100s
            hosts: { app: { cpus: 4 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { host: app, %s }
              %s
              postgres: { max_connections: 100 }
              %s
            endpoints:
              page: [ query: 1ms, wait: 100ms ]
              twice: [ query: 1ms, query: 1ms ]
              none: [ cpu: 1ms ]
            """
                .formatted(gunicorn, framework, more))
        .free()
        .arrivals(
            "at,request",
            "0,page",
            "1,page",
            "2,page",
            "3,page",
            "4,page",
            "5,page",
            "6,page",
            "7,page",
            "8,page",
            "9,page");
  }

  @ParameterizedTest(name = "{0}, {1}: {2} opened")
  @CsvSource(
      delimiter = '|',
      value = {
        "worker_class: sync                | django: { CONN_MAX_AGE: 0 }        | 10 | 0",
        "worker_class: sync                | django: { CONN_MAX_AGE: 60 }       | 1  | 1",
        "worker_class: sync                | django: { CONN_MAX_AGE: 5 }        | 2  | 1",
        "worker_class: gthread, threads: 4 | django: { CONN_MAX_AGE: 60 }       | 1  | 1",
        "worker_class: gevent              | django: { CONN_MAX_AGE: 60 }       | 10 | 0",
        "worker_class: tornado             | django: { CONN_MAX_AGE: 60 }       | 1  | 1",
        "worker_class: uvicorn             | django: { CONN_MAX_AGE: 60 }       | 10 | 0",
        "worker_class: sync                | flask: {}                          | 10 | 0",
        "worker_class: sync                | flask: { connections: per_thread } | 1  | 1",
        "worker_class: gthread, threads: 2 | flask: { connections: per_thread } | 1  | 1",
        "worker_class: gevent              | flask: { connections: per_thread } | 10 | 0",
      })
  void connections(String gunicorn, String framework, long opened, double leftOpen) {
    Trial trial = ten(gunicorn, framework, "");
    assertThat(trial.resource("postgres.connections").arrivals()).isEqualTo(opened);
    double[] open = trial.run().timeseries().series().get("postgres.connections.busy");
    assertThat(open == null ? 0 : open[open.length - 1]).isEqualTo(leftOpen);
  }

  @Test
  void threads_startWhenNoneIsIdle_soConnectionsAreAsManyAsRequestsEverWereAtOnce() {
    Trial trial =
        ten("worker_class: gthread, threads: 4", "django: { CONN_MAX_AGE: 60 }", "")
            .arrivals("at,request", "0,page", "0,page", "0,page", "1,page", "2,page", "3,page");
    assertThat(trial.resource("postgres.connections").arrivals()).isEqualTo(3);
    assertThat(trial.resource("postgres.connections").busyMax()).isEqualTo(3);
  }

  @Test
  void tornado_keepsTheConnectionOfWhoWaitedInside() {
    Trial trial =
        ten("worker_class: tornado", "django: { CONN_MAX_AGE: 60 }", "")
            .arrivals("at,request", "0,page", "0,page", "0,page");
    assertThat(trial.resource("postgres.connections").arrivals()).isEqualTo(1);
  }

  @Test
  void connection_isHeldUntilTheAnswerIsSent() {
    Trial trial = ten("worker_class: sync", "django: {}", "").arrivals("at,request", "0,page");
    assertThat(trial.resource("postgres.connections").busyMean() * 100)
        .as("1 ms of query, 100 ms of waiting for something else")
        .isEqualTo(0.101, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void request_opensOneConnectionAtItsFirstQuery_orNone() {
    Trial trial =
        ten("worker_class: sync", "django: {}", "").arrivals("at,request", "0,twice", "1,none");
    assertThat(trial.resource("postgres.connections").arrivals()).isEqualTo(1);
    assertThat(trial.endpoint("twice").statements()).isEqualTo(2);
  }

  @Test
  void task_opensItsOwnConnection_whateverConnMaxAge() {
    Trial trial =
        ten(
                "worker_class: sync",
                "django: { CONN_MAX_AGE: 60 }",
                "celery: { worker_concurrency: 1 }")
            .with("tasks.job=[query: 1ms]")
            .with("endpoints.none=[enqueue: { queue: celery, task: job }]")
            .arrivals("at,request", "0,none", "1,none", "2,none");
    assertThat(trial.resource("postgres.connections").arrivals()).isEqualTo(3);
    assertThat(trial.resource("celery.workers").arrivals()).isEqualTo(3);
  }

  @Test
  void killedWorker_breaksItsConnectionAtOnce_andItsLocksAreFree() {
    Trial trial =
        Trial.of(
                """
                duration: 60s
                traffic: { visitors: { arrivals: trace arrivals.csv } }
                stack:
                  gunicorn: { workers: 2, timeout: 4, boot: 100ms }
                  django: { CONN_MAX_AGE: 60 }
                  postgres: {}
                endpoints:
                  stuck: [ transaction: [ lock: { row: stock }, wait: 50s ] ]
                  page: [ transaction: [ lock: { row: stock } ] ]
                """)
            .free()
            .arrivals("at,request", "0.5,stuck", "2,page");
    assertThat(trial.ends().get(0)).startsWith("0: 0 at ");
    assertThat(trial.ends().get(1)).startsWith("1: 200 at ");
    assertThat(trial.end(0)).isBetween(4.5, 5.5).isEqualTo(trial.end(1));
  }

  @Test
  void killedWorker_leavesItsStatementRunning() {
    Trial trial =
        Trial.of(
                """
                duration: 60s
                traffic: { visitors: { arrivals: trace arrivals.csv } }
                stack: { gunicorn: { workers: 2, timeout: 4, boot: 100ms }, postgres: {} }
                endpoints:
                  stuck: [ transaction: [ lock: { row: stock }, query: { io: 10s } ] ]
                  page: [ transaction: [ lock: { row: stock } ] ]
                """)
            .free()
            .arrivals("at,request", "0.5,stuck", "7,page");
    assertThat(trial.end(0)).isBetween(4.5, 5.5);
    assertThat(trial.ends()).contains("1: 200 at 10.5s");
  }
}
