package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Trial;

/** {@code max_requests}: a worker leaves after so many, and another one takes its place. */
final class RecyclingTest {

  private static Trial steady(String settings) {
    return Trial.of(
            """
            duration: 60s
            hosts: { app: { cpus: 4 } }
            traffic: { page: constant 40/s }
            stack: { nginx: {}, gunicorn: { host: app, boot: 500ms, %s } }
            endpoints: { page: [ wait: 50ms ] }
            """
                .formatted(settings))
        .free();
  }

  @Test
  void thirdRequest_ofAWorkerThatMayHaveTwo_waitsForTheNextWorker() {
    Trial trial =
        Trial.of(
                """
                traffic: { visitors: { arrivals: trace arrivals.csv } }
                stack: { gunicorn: { max_requests: 2, boot: 500ms } }
                endpoints: { page: [ wait: 10ms ] }
                """)
            .free()
            .arrivals("at,request", "1,page", "2,page", "2.1,page", "3,page", "3.1,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 1.01s",
            "1: 200 at 2.01s",
            "2: 200 at 2.52s",
            "3: 200 at 3.01s",
            "4: 200 at 3.52s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "gthread", "gevent", "eventlet", "tornado", "uvicorn"})
  void recycling_losesNobody(String workerClass) {
    Trial trial = steady("workers: 4, max_requests: 50, worker_class: " + workerClass);
    assertThat(trial.all().failed()).isZero();
    assertThat(trial.counter("gunicorn.kills")).isZero();
  }

  /**
   * Workers that share the load evenly reach their number together, and nobody is left to serve.
   */
  @Test
  void jitter_keepsWorkersFromLeavingTogether() {
    Trial together = steady("workers: 4, max_requests: 300").with("gunicorn.boot=4s");
    Trial apart =
        steady("workers: 4, max_requests: 300, max_requests_jitter: 300").with("gunicorn.boot=4s");
    assertThat(together.all().latencyMs().max()).isGreaterThan(2000);
    assertThat(apart.all().latencyMs().max()).isLessThan(together.all().latencyMs().max() / 2);
  }
}
