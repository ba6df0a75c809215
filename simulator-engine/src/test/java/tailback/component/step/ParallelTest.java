package tailback.component.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;

/** Branches of a request: the longest of them, or all of them one after the other. */
final class ParallelTest {

  private static Trial app(String settings, String steps) {
    return Trial.of(
            """
            duration: 20s
            hosts: { app: { cpus: 4 } }
            traffic: { page: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { host: app, %s }
              postgres: {}
              partner: { kind: service, time: 100ms }
            endpoints:
              page: %s
            """
                .formatted(settings, steps))
        .free()
        .arrivals("at,request", "0,page");
  }

  @ParameterizedTest
  @CsvSource({
    "uvicorn, 0.3",
    "gevent, 0.3",
    "eventlet, 0.3",
    "gthread, 0.6",
    "sync, 0.6",
    "tornado, 0.6"
  })
  void branches_takeAsLongAsTheLongest_whereTheClassCan(String workerClass, String seconds) {
    Trial trial =
        app(
            "worker_class: " + workerClass,
            "[ parallel: [ [ wait: 100ms ], [ wait: 200ms, wait: 100ms ], [ wait: 200ms ] ] ]");
    assertThat(trial.ends()).containsExactly("0: 200 at " + seconds + "s");
  }

  @Test
  void node_runsBranchesAtOnce() {
    assertThat(
            Trial.of(
                    """
                    duration: 20s
                    traffic: { page: { arrivals: trace arrivals.csv } }
                    stack: { node: {} }
                    endpoints: { page: [ parallel: [ [ wait: 100ms ], [ wait: 200ms ] ] ] }
                    """)
                .free()
                .arrivals("at,request", "0,page")
                .ends())
        .containsExactly("0: 200 at 0.2s");
  }

  /** CPU of branches is not parallel, and a block stops all of them. */
  @ParameterizedTest
  @CsvSource({"cpu: 100ms, 0.3", "block: 100ms, 0.3", "call: partner, 0.1"})
  void loop_isOne(String step, String seconds) {
    assertThat(
            app(
                    "worker_class: uvicorn",
                    "[ parallel: [ [ %1$s ], [ %1$s ], [ %1$s ] ] ]".formatted(step))
                .ends())
        .containsExactly("0: 200 at " + seconds + "s");
  }

  /** The request is in `parallel` until all are done: its waits add up all the same. */
  @Test
  void ledger_hasOnePlaceForAllBranches() {
    Trial trial =
        app(
            "worker_class: uvicorn",
            "[ wait: 50ms, parallel: [ [ cpu: 10ms, wait: 100ms ], [ call: partner ] ], cpu: 5ms ]");
    assertThat(trial.all().timeInMs().get("parallel")).isCloseTo(110, within(0.001));
    assertThat(trial.all().timeInMs().get("wait")).isCloseTo(50, within(0.001));
    assertThat(trial.all().latencyMs().max()).isCloseTo(165, within(0.1));
  }

  @Test
  void eachBranch_hasAConnectionOfItsOwn_andItsStatementsCount() {
    Trial trial =
        app(
            "worker_class: uvicorn",
            "[ query: 1ms, parallel: [ [ query: { io: 50ms } ], [ query: { io: 50ms }, query: 1ms ] ] ]");
    assertThat(trial.resource("postgres.connections").busyMax()).isEqualTo(3);
    assertThat(trial.all().statements()).isEqualTo(4);
    assertThat(trial.end(0)).isCloseTo(0.052, within(0.001));
  }

  /** A repeat inside a branch and around one: every turn draws anew, and all come to an end. */
  @Test
  void loops_mayLieInsideAndAround() {
    Trial trial =
        app(
            "worker_class: uvicorn",
            """
            [ repeat: { times: 3, steps: [ parallel: [
                [ repeat: { times: 2, steps: [ wait: 10ms ] } ],
                [ parallel: [ [ wait: 5ms ], [ wait: 30ms ] ] ] ] ] } ]""");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.09s");
  }

  @Test
  void exceptionInABranch_is500_whenAllAreDone() {
    Trial trial =
        app(
            "worker_class: uvicorn",
            "[ parallel: [ [ call: { to: partner, failure: 100% } ], [ wait: 300ms ] ], wait: 1s ]");
    assertThat(trial.ends()).containsExactly("0: 500 at 0.3s");
    assertThat(trial.all().errors()).hasSize(1);
  }

  /** A killed process takes all branches with it, whatever they are waiting for. */
  @Test
  void deadProcess_losesAllBranches_andNothingElse() {
    Trial trial =
        Trial.of(
                """
                duration: 30s
                hosts: { app: { cpus: 4 } }
                traffic: { visitors: { arrivals: trace arrivals.csv } }
                stack:
                  gunicorn: { host: app, worker_class: gevent, timeout: 2, boot: 100ms }
                  postgres: {}
                  partner: { kind: service, time: 20s }
                endpoints:
                  fan: [ parallel: [ [ wait: 9s ], [ call: partner ], [ query: { io: 9s } ], [ cpu: 10ms ] ] ]
                  stuck: [ block: 9s ]
                  page: [ parallel: [ [ wait: 10ms ], [ query: 1ms ] ] ]
                """)
            .free()
            .arrivals("at,request", "0,fan", "0.1,stuck", "0.2,page", "6,page", "7,fan");
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(1);
    assertThat(trial.ends()).contains("3: 200 at 6.01s", "4: 200 at 27.0s");
    assertThat(trial.all().inFlight()).isZero();
  }
}
