package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/**
 * A cache that stores keys: they expire, are written and deleted, and guarded against stampedes.
 */
final class KeyStoreTest {

  private static Trial cache(String keys, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { gunicorn: { worker_class: gevent }, redis: {} }
            endpoints:
              page: [ cache: { key: page, ttl: 10s, %s miss: [ wait: 1s ] } ]
              write: [ cache_set: { key: page, ttl: 10s } ]
              delete: [ cache_delete: page ]
            """
                .formatted(keys))
        .free()
        .arrivals(rows);
  }

  @Test
  void key_livesForItsTtl_fromWhenItWasSet() {
    Trial trial = cache("", "at,request", "0,page", "2,page", "10.9,page", "11,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 2.0s", "2: 200 at 10.9s", "3: 200 at 12.0s");
    assertThat(trial.resource("redis.keys(page)").arrivals()).isEqualTo(4);
    assertThat(trial.resource("redis.keys(page)").rejected()).isEqualTo(2);
  }

  @Test
  void whoMissesMeanwhile_computesItToo_andTheLastSetCounts() {
    Trial trial = cache("", "at,request", "0,page", "0.5,page", "0.9,page", "11.8,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 1.5s", "2: 200 at 1.9s", "3: 200 at 11.8s");
  }

  @Test
  void setWrites_deleteInvalidates() {
    assertThat(cache("", "at,request", "0,write", "1,page").ends().get(1))
        .isEqualTo("1: 200 at 1.0s");
    assertThat(cache("", "at,request", "0,write", "1,delete", "2,page").end(2)).isEqualTo(3);
  }

  @Test
  void coalesce_oneComputes_theOthersLookEveryPoll() {
    Trial trial =
        cache("coalesce: true, poll: 400ms,", "at,request", "0,page", "0.1,page", "0.3,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 1.0s", "1: 200 at 1.3s", "2: 200 at 1.1s".replace("1.1", "1.1"));
    assertThat(trial.resource("redis.keys(page)").rejected()).isEqualTo(1);
    assertThat(trial.all().timeInMs().get("redis.lock") * 3).isEqualTo(2000, within(1e-6));
  }

  @Test
  void lockOfWhoNeverSets_isOverInTime() {
    Trial trial = cache("coalesce: true, lock: 500ms,", "at,request", "0,page", "0.6,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 1.6s");
  }

  @Test
  void early_oneComputesWhileOthersReadTheOldValue() {
    Trial trial = cache("early: 2s,", "at,request", "0,page", "9.5,page", "10,page", "12,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 10.5s", "2: 200 at 10.0s", "3: 200 at 12.0s");
  }

  @Test
  void stale_oneComputesWhileOthersReadWhatIsOver() {
    Trial trial = cache("stale: 5s,", "at,request", "0,page", "12,page", "12.5,page", "30,page");
    assertThat(trial.ends())
        .as("the last comes after the grace")
        .containsExactly("0: 200 at 1.0s", "1: 200 at 13.0s", "2: 200 at 12.5s", "3: 200 at 31.0s");
  }

  /** Of 200 look-ups within the last second, some compute it, each by its own chance. */
  @Test
  void beta_someComputeItBeforeItIsOver() {
    String[] rows = new String[1002];
    rows[0] = "at,request";
    rows[1] = "0,page";
    for (int i = 2; i < rows.length; i++) {
      rows[i] = 1 + i / 100.0 + ",page";
    }
    Trial eager = cache("beta: 1,", rows);
    long early = eager.resource("redis.keys(page)").rejected();
    assertThat(early).as("fewer than arrive in the second that it takes").isBetween(2L, 99L);
    assertThat(cache("", rows).resource("redis.keys(page)").rejected()).isLessThanOrEqualTo(101);
  }

  /** Asked for alike, 1000 keys that live long are computed once each. */
  @Test
  void keys_areComputedOnceEach() {
    String[] rows = new String[9001];
    rows[0] = "at,request";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = i / 1000.0 + ",page";
    }
    Trial trial = cache("keys: 100,", rows).with("endpoints.page.0.cache.miss=[ cpu: 0ms ]");
    assertThat(trial.resource("redis.keys(page)").rejected()).isEqualTo(100);
    assertThat(trial.resource("redis.keys(page)").busyMax()).isEqualTo(100);
  }

  @Test
  void allSteps_meanTheSameKeyOfARequest() {
    Trial trial =
        cache("keys: 1000,", "at,request", "0,page")
            .with(
                "endpoints.page=[ cache: { key: page, keys: 1000, ttl: 10s, miss: [ wait: 1s ] },"
                    + " cache: { key: page, keys: 1000, ttl: 10s, miss: [ wait: 1s ] },"
                    + " cache_delete: page,"
                    + " cache: { key: page, keys: 1000, ttl: 10s, miss: [ wait: 1s ] } ]");
    assertThat(trial.end(0)).isEqualTo(2);
  }
}
