package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;

/** A call that would block the process, in a thread of its executor. */
final class ExecutorTest {

  private static Trial worker(String settings, String block, String... rows) {
    return Trial.of(
            """
            duration: 10s
            hosts: { app: { cpus: 2 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { host: app, %s }
              django: { views: async }
            endpoints:
              call: [ block: { time: 100ms, executor: true%s } ]
              page: [ cpu: 10ms ]
            """
                .formatted(settings, block))
        .free()
        .arrivals(rows);
  }

  @ParameterizedTest
  @CsvSource({"uvicorn, 6", "gevent, 10", "eventlet, 20"})
  void executor_hasSoManyThreads(String workerClass, int threads) {
    String[] rows = new String[threads + 2];
    rows[0] = "at,request";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = "0,call";
    }
    Trial trial = worker("worker_class: " + workerClass, "", rows);
    assertThat(trial.ends()).contains((threads - 1) + ": 200 at 0.1s", threads + ": 200 at 0.2s");
    assertThat(trial.resource("gunicorn.executor").capacity()).isEqualTo(threads);
  }

  @ParameterizedTest(name = "{0}{1}: {2}")
  @CsvSource({
    "uvicorn, '',           0.02",
    "gevent,  '',           0.02",
    "uvicorn, ', cpu: true', 0.02",
    "uvicorn, ', gil: held', 0.11",
    "sync,    '',           0.11",
    "tornado, '',           0.11",
  })
  void otherRequest_hasItsAnswerAt(String workerClass, String more, String answered) {
    assertThat(
            worker("worker_class: " + workerClass, more, "at,request", "0,call", "0.01,page")
                .ends())
        .contains("0: 200 at 0.1s", "1: 200 at " + answered + "s");
  }

  /** A killed process takes its threads with it, and its next life has all of them. */
  @Test
  void deadProcess_leavesNoThreadBehind() {
    Trial trial =
        Trial.of(
                """
                duration: 20s
                hosts: { app: { cpus: 2 } }
                traffic: { visitors: { arrivals: trace arrivals.csv } }
                stack: { gunicorn: { host: app, worker_class: gevent, timeout: 2, boot: 100ms } }
                endpoints:
                  call: [ block: { time: 9s, executor: true } ]
                  stuck: [ block: 9s ]
                """)
            .free()
            .arrivals("at,request", "0,call", "0.1,call", "0.2,stuck", "6,call");
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(1);
    assertThat(trial.ends()).contains("3: 200 at 15.0s");
    assertThat(trial.resource("gunicorn.executor").busyMax()).isEqualTo(2);
    assertThat(trial.resource("gunicorn.executor").busyMean()).isBetween(0.6, 0.9);
  }
}
