package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Redis: one command after the other. */
final class RedisTest {

  private static Trial redis(String settings, String step, String... rows) {
    return Trial.of(
            """
            duration: 10s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { gunicorn: { worker_class: gevent }, redis: { %s } }
            endpoints: { page: [ %s ] }
            """
                .formatted(settings, step))
        .free("redis.command=10ms", "redis.round_trip=1ms")
        .arrivals(rows);
  }

  @Test
  void commands_runOneAfterTheOther() {
    Trial trial = redis("", "cache: {}", "at,request", "0,page", "0,page", "0.005,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 0.011s", "1: 200 at 0.021s", "2: 200 at 0.031s");
    assertThat(trial.all().timeInMs().get("redis.wait") * 3)
        .isEqualTo(10 + 15, org.assertj.core.api.Assertions.within(1e-6));
  }

  @Test
  void miss_runsItsSteps() {
    assertThat(redis("", "cache: { hit: 0%, miss: [ wait: 1s ] }", "at,request", "0,page").ends())
        .containsExactly("0: 200 at 1.011s");
    assertThat(redis("", "cache: { hit: 100%, miss: [ wait: 1s ] }", "at,request", "0,page").ends())
        .containsExactly("0: 200 at 0.011s");
  }

  @Test
  void hit_isAShareOfLookUps() {
    String[] rows = new String[1001];
    rows[0] = "at,request";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = i / 1000.0 + ",page";
    }
    Trial trial = redis("", "cache: { hit: 80%, miss: [ wait: 1s ] }", rows).free();
    assertThat(trial.all().timeInMs().get("wait"))
        .as("200 of 1,000, ± 4 standard deviations")
        .isBetween(149.0, 251.0);
  }

  @Test
  void oneClientTooMany_isRefused() {
    Trial trial = redis("maxclients: 2", "cache: {}", "at,request", "0,page", "0,page", "0,page");
    assertThat(trial.all().completed()).isEqualTo(2);
    assertThat(trial.all().errors()).containsOnlyKeys("ERR max number of clients reached");
  }

  private static final String[] THREE = {"at,request", "1,page", "2,page", "3.5,page"};

  private static Trial acted(String settings, String action) {
    return redis(settings, "cache: { key: page, ttl: 1h, miss: [ wait: 100ms ] }", THREE)
        .with("timeline=[ { at: 1.5s, do: redis." + action + " } ]")
        .free();
  }

  @Test
  void flush_dropsEverything() {
    assertThat(acted("", "flush").ends())
        .containsExactly("0: 200 at 1.1s", "1: 200 at 2.1s", "2: 200 at 3.5s");
  }

  @Test
  void restart_refusesMeanwhile_andBeginsCold() {
    Trial trial = acted("boot: 1s", "restart");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.1s", "1: 500 at 2.0s", "2: 200 at 3.6s");
    assertThat(trial.all().errors())
        .containsOnlyKeys("ConnectionError: Error 111 connecting to redis.");
  }

  @Test
  void appendonly_keepsTheKeysOverARestart() {
    assertThat(acted("boot: 1s, appendonly: true", "restart").end(2)).isEqualTo(3.5);
  }

  @Test
  void failover_keepsTheKeys() {
    Trial trial = acted("failover: 1s", "failover");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.1s", "1: 500 at 2.0s", "2: 200 at 3.5s");
  }

  @Test
  void restart_breaksConnections() {
    Trial trial =
        redis("boot: 1s", "cache: {}", "at,request", "1,page", "1,page", "1,page")
            .with("timeline=[ { at: 1.005s, do: redis.restart } ]");
    assertThat(trial.ends())
        .containsExactly("0: 500 at 1.01s", "1: 500 at 1.005s", "2: 500 at 1.005s");
    assertThat(trial.all().errors())
        .containsOnlyKeys("ConnectionError: Connection closed by server.");
  }

  @Test
  void slowCommand_stopsEverybody() {
    Trial trial =
        redis("", "cache_command: 500ms", "at,request", "0,page", "0,other")
            .with("endpoints.other=[ cache: {} ]")
            .free();
    assertThat(trial.ends()).containsExactly("0: 200 at 0.5s", "1: 200 at 0.5s");
  }
}
