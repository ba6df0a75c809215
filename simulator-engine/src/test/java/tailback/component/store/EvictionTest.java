package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Trial;

/**
 * What goes when a cache has no memory left. Each key takes 100 bytes, and there is room for 50.
 */
final class EvictionTest {

  private static final String OOM = "OOM command not allowed when used memory > 'maxmemory'.";

  private static String[] requests(int count) {
    String[] rows = new String[count + 1];
    rows[0] = "at,request";
    for (int i = 1; i <= count; i++) {
      rows[i] = i / 1000.0 + ",page";
    }
    return rows;
  }

  private static Trial redis(String policy, String keys) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { gunicorn: { worker_class: gevent }, redis: { maxmemory: 4.9KB, %s } }
            endpoints: { page: [ cache: { key: page, size: 15B, %s, miss: [ cpu: 0ms ] } ] }
            """
                .formatted(policy, keys))
        .free()
        .arrivals(requests(20_000));
  }

  @Test
  void noeviction_writesFail_readsGoOn() {
    Trial trial = redis("maxmemory-policy: noeviction", "keys: 100, ttl: 1h");
    assertThat(trial.resource("redis.keys(page)").busyMax()).isEqualTo(50);
    assertThat(trial.all().errors()).containsOnlyKeys(OOM);
    assertThat((double) trial.all().failed() / trial.all().offered())
        .as("half of the keys")
        .isEqualTo(0.5, within(0.02));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allkeys-lru",
        "allkeys-lfu",
        "allkeys-random",
        "volatile-lru",
        "volatile-lfu",
        "volatile-random",
        "volatile-ttl"
      })
  void policies_makeRoom(String policy) {
    Trial trial = redis("maxmemory-policy: " + policy, "keys: 100, ttl: 1h");
    assertThat(trial.resource("redis.keys(page)").busyMax()).isEqualTo(50);
    assertThat(trial.all().failed()).isZero();
    assertThat(trial.counter("redis.evictions"))
        .isEqualTo(trial.resource("redis.keys(page)").rejected() - 50);
    assertThat(trial.counter("redis.memory")).isEqualTo(5000);
  }

  /** Whatever is asked for more often should stay: the better the policy, the more look-ups hit. */
  @Test
  void popularKeys_stay_mostOfAllByFrequency() {
    double random = hit("allkeys-random");
    double recent = hit("allkeys-lru");
    double frequent = hit("allkeys-lfu");
    assertThat(recent).isGreaterThan(random + 0.02);
    assertThat(frequent).isGreaterThan(recent + 0.02);
  }

  private static double hit(String policy) {
    var keys =
        redis("maxmemory-policy: " + policy, "keys: 1000, skew: 1, ttl: 1h")
            .resource("redis.keys(page)");
    return 1 - (double) keys.rejected() / keys.arrivals();
  }

  /** With many samples the one that was not asked for for longest goes, as in a list. */
  @Test
  void samples_approximateTheRealOrder() {
    double few = hit("allkeys-lru, maxmemory-samples: 1");
    double five = hit("allkeys-lru");
    double many = hit("allkeys-lru, maxmemory-samples: 500");
    assertThat(few).isLessThan(five);
    assertThat(five).isBetween(few, many + 0.005);
  }

  /** The keys of a kind that never expires stay, and with nothing else there is no room. */
  @Test
  void volatilePolicies_needKeysThatExpire() {
    Trial trial =
        redis("maxmemory-policy: volatile-lru", "keys: 100, ttl: 1h")
            .with(
                "endpoints.page=[ cache_set: page ]",
                "endpoints.other=[ cache: { key: page, keys: 100, size: 15B, ttl: 1h } ]");
    assertThat(trial.all().errors()).containsOnlyKeys(OOM);
  }

  /** 100 keys at once, of which 50 fit; after a second all are over, and nobody asks again. */
  @Test
  void cycle_freesWhatNobodyAsksFor() {
    Trial trial = redis("maxmemory-policy: allkeys-lru", "keys: 100, ttl: 1s");
    assertThat(trial.resource("redis.keys(page)").busyMean() * 100)
        .as("50 for 20 s, then a few for a while")
        .isBetween(800.0, 1200.0);
  }

  /** 0.5 GiB, of which a quarter is reserved: 40 values of 10 MB. */
  @Test
  void managedNode_hasThreeQuartersOfItsMemoryForKeys() {
    Trial trial =
        redis("maxmemory-policy: allkeys-lru", "keys: 100, ttl: 1h")
            .with(
                "hosts.cache={ instance: cache.t3.micro }",
                "redis={ maxmemory: 0B, host: cache }",
                "endpoints.page.0.cache.size=10MB");
    assertThat(trial.resource("redis.keys(page)").busyMax()).isEqualTo(41);
    assertThat(trial.all().failed()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1.0, 0.05", "0.0, 0.02"})
  void memcached_dropsWhatWasNotAskedForForLongest(double skew, double tolerance) {
    Trial trial =
        memcached("memory_limit: 4.75KB", "keys: 1000, size: 15B, ttl: 1h, skew: " + skew);
    var keys = trial.resource("memcached.keys(page)");
    assertThat(keys.busyMax()).isEqualTo(51);
    assertThat(trial.counter("memcached.evictions")).isEqualTo(keys.rejected() - 51);
    double hit = 1 - (double) keys.rejected() / keys.arrivals();
    double lru = skew == 0 ? 0.051 : hit("allkeys-lru, maxmemory-samples: 500");
    assertThat(hit).isEqualTo(lru, within(tolerance));
  }

  private static Trial memcached(String settings, String keys) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { gunicorn: { worker_class: gevent }, memcached: { %s } }
            endpoints: { page: [ cache: { key: page, %s, miss: [ cpu: 0ms ] } ] }
            """
                .formatted(settings, keys))
        .free()
        .arrivals(requests(20_000));
  }

  @Test
  void memcached_doesNotStoreWhatIsTooLarge_andTellsNobody() {
    Trial trial = memcached("max_item_size: 1KB", "size: 2KB, ttl: 1h");
    assertThat(trial.all().failed()).isZero();
    assertThat(trial.resource("memcached.keys(page)").rejected()).isEqualTo(20_000);
  }
}
