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
}
