package tailback.component.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Trial;
import tailback.scenario.Problem;

/** The connections of a process to Redis. */
final class CachePoolTest {

  /** Three requests at once in one process, each with a command of 100 ms. */
  private static Trial trial(String framework, String options) {
    return Trial.of(
            """
            duration: 60s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gthread, threads: 8 }
              app: { kind: %s, %s }
              redis: {}
            endpoints: { page: [ cache_command: 100ms ] }
            """
                .formatted(framework, options))
        .free()
        .arrivals("at,request", "0,page", "0,page", "0,page");
  }

  @Test
  void withoutALimit_redisItselfIsTheQueue() {
    Trial trial = trial("django", "CACHES_OPTIONS: {}");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.1s", "1: 200 at 0.2s", "2: 200 at 0.3s");
    assertThat(trial.resource("redis.loop").queueMax()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"django|CACHES_OPTIONS", "flask|CACHE_OPTIONS"})
  void exhaustedPool_raises(String framework) {
    String[] words = framework.split("\\|");
    Trial trial = trial(words[0], words[1] + ": { max_connections: 2 }");
    assertThat(trial.all().completed()).isEqualTo(2);
    assertThat(trial.all().errors())
        .containsEntry("redis.exceptions.ConnectionError: Too many connections", 1L);
    assertThat(trial.resource("app.redis_pool").capacity()).isEqualTo(2);
    assertThat(trial.resource("app.redis_pool").rejected()).isEqualTo(1);
  }

  @Test
  void blockingPool_hasItWait() {
    Trial trial =
        trial(
            "django",
            "CACHES_OPTIONS: { max_connections: 1, pool_class: redis.BlockingConnectionPool }");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.1s", "1: 200 at 0.2s", "2: 200 at 0.3s");
    assertThat(trial.resource("redis.loop").queueMax()).isZero();
    assertThat(trial.resource("app.redis_pool").queueMax()).isEqualTo(2);
    assertThat(trial.all().timeInMs()).containsEntry("app.redis_pool", 100.0);
  }

  @Test
  void blockingPool_hasItWaitForSoLong() {
    Trial trial =
        trial(
            "django",
            "CACHES_OPTIONS: { max_connections: 1, pool_class: BlockingConnectionPool, timeout: 150ms }");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.1s", "1: 200 at 0.2s", "2: 500 at 0.15s");
    assertThat(trial.all().errors())
        .containsEntry("redis.exceptions.ConnectionError: No connection available.", 1L);
  }

  @Test
  void socketTimeout_endsWhatWaitsForOthers() {
    Trial trial = trial("django", "CACHES_OPTIONS: { socket_timeout: 150ms }");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.1s", "1: 200 at 0.2s", "2: 500 at 0.15s");
    assertThat(trial.all().errors())
        .containsEntry("redis.exceptions.TimeoutError: Timeout reading from socket", 1L);
  }

  @Test
  void failedCommand_givesItsConnectionBack() {
    Trial trial =
        trial("django", "CACHES_OPTIONS: { max_connections: 1 }")
            .with("timeline=[ { at: 1s, do: redis.restart } ]")
            .arrivals("at,request", "1.5,page", "3,page");
    assertThat(trial.ends()).containsExactly("0: 500 at 1.5s", "1: 200 at 3.1s");
  }

  /** A worker that is killed in a command takes its connection with it; the next has its own. */
  @Test
  void killedProcess_hasAllItsConnectionsAnew() {
    Trial trial =
        trial("django", "CACHES_OPTIONS: { max_connections: 1 }")
            .with(
                "gunicorn.worker_class=sync",
                "gunicorn.threads=1",
                "gunicorn.timeout=3",
                "endpoints.page=[ cache_command: 20s ]",
                "endpoints.short=[ cache_command: 1ms ]")
            .arrivals("at,request", "0,page", "30,short");
    assertThat(trial.end(1)).isEqualTo(30.001);
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(1);
  }

  @Test
  void withoutARedis_theyAreRefused() {
    Trial trial =
        Trial.of(
            """
            traffic: { page: poisson 1/s }
            stack:
              gunicorn: {}
              django: { CACHES_OPTIONS: { max_connections: 1 } }
              memcached: {}
            endpoints: { page: [ cache_command: 1ms ] }
            """);
    assertThatThrownBy(trial::scenario)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("CACHES_OPTIONS of django: there is no redis in the stack");
  }
}
