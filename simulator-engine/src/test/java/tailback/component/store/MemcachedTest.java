package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Memcached: several threads, and clients that wait instead of being refused. */
final class MemcachedTest {

  private static Trial memcached(String settings, String... rows) {
    return Trial.of(
            """
            duration: 10s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { gunicorn: { worker_class: gevent }, memcached: { %s } }
            endpoints: { page: [ cache: {} ] }
            """
                .formatted(settings))
        .free("memcached.command=10ms", "memcached.round_trip=1ms")
        .arrivals(rows);
  }

  @Test
  void threads_runCommandsAtTheSameTime() {
    Trial trial = memcached("threads: 2", "at,request", "0,page", "0,page", "0,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 0.011s", "1: 200 at 0.011s", "2: 200 at 0.021s");
    assertThat(trial.all().timeInMs()).containsKey("memcached.wait");
  }

  @Test
  void connLimit_furtherClientsWait() {
    Trial trial = memcached("conn_limit: 1", "at,request", "0,page", "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.011s", "1: 200 at 0.022s");
    assertThat(trial.all().timeInMs()).containsEntry("memcached.connect", 5.5);
  }
}
