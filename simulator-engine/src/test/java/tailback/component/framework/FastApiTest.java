package tailback.component.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Endpoints on the loop, and endpoints in the threads of a process. */
final class FastApiTest {

  private static Trial three(String fastapi, String steps) {
    return Trial.of(
            """
            duration: 10s
            hosts: { app: { cpus: 4 } }
            traffic: { page: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { host: app, worker_class: uvicorn }
              fastapi: %s
            endpoints:
              page: %s
            """
                .formatted(fastapi, steps))
        .free()
        .arrivals("at,request", "0,page", "0.01,page", "0.02,page");
  }

  @Test
  void syncEndpoints_waitForAThread_whileTheLoopAccepts() {
    Trial trial = three("{ views: sync, threadpool: 2 }", "[ block: 100ms ]");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.1s", "1: 200 at 0.11s", "2: 200 at 0.2s");
    assertThat(trial.resource("fastapi.threadpool").queueMax()).isEqualTo(1);
    assertThat(trial.resource("gunicorn.backlog").waitMs().max()).isZero();
  }

  @Test
  void asyncEndpoints_thatBlock_stopTheLoop() {
    assertThat(three("{}", "[ block: 100ms ]").ends())
        .containsExactly("0: 200 at 0.1s", "1: 200 at 0.2s", "2: 200 at 0.3s");
  }

  @Test
  void asyncEndpoints_thatAwait_needNoThread() {
    assertThat(three("{ threadpool: 1 }", "[ wait: 100ms ]").ends())
        .containsExactly("0: 200 at 0.1s", "1: 200 at 0.11s", "2: 200 at 0.12s");
  }

  /** The threads of AnyIO serve the next request, so a connection can outlive its own. */
  @Test
  void threads_keepConnectionsPerThread() {
    Trial trial =
        Trial.of(
                """
                duration: 10s
                hosts: { app: { cpus: 4 } }
                traffic: { page: { arrivals: trace arrivals.csv } }
                stack:
                  gunicorn: { host: app, worker_class: uvicorn }
                  fastapi: { views: sync, connections: per_thread }
                  postgres: {}
                endpoints:
                  page: [ query: 1ms ]
                """)
            .free()
            .arrivals("at,request", "0,page", "1,page", "2,page");
    assertThat(trial.resource("postgres.connections").arrivals()).isEqualTo(1);
  }
}
