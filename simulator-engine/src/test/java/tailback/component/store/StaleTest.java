package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Whoever reads a value of the cache that is older than the last COMMIT of its row reads stale. */
final class StaleTest {

  private static Trial product(String cache, String update, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { gunicorn: { worker_class: gevent }, postgres: {}, redis: {} }
            endpoints:
              read: [ cache: { key: product, ttl: 50s, %s miss: [ query: { io: 1s, row: product } ] } ]
              update: [ %s ]
            """
                .formatted(cache, update))
        .free()
        .arrivals(rows);
  }

  private static final String WRITE = "query: { write: true, row: product }";

  @Test
  void readAfterAWrite_isStale_untilItsTimeIsOver() {
    Trial trial =
        product("", WRITE, "at,request", "0,read", "2,read", "3,update", "4,read", "60,read");
    assertThat(trial.endpoint("read").stale()).isEqualTo(1);
    assertThat(trial.endpoint("read").completed()).isEqualTo(4);
  }

  @Test
  void readBeforeTheCommit_isNotStale() {
    Trial trial =
        product(
            "",
            "transaction: [ " + WRITE + ", wait: 2s ]",
            "at,request",
            "0,read",
            "3,update",
            "4,read",
            "6,read");
    assertThat(trial.endpoint("read").stale()).isEqualTo(1);
  }

  @Test
  void rollback_changesNothing() {
    Trial trial =
        product(
            "",
            "transaction: { rollback: 100%, steps: [ " + WRITE + " ] }",
            "at,request",
            "0,read",
            "3,update",
            "4,read");
    assertThat(trial.endpoint("read").stale()).isZero();
  }

  @Test
  void deleteOnCommit_leavesNothingStale() {
    Trial trial =
        product(
            "",
            "transaction: [ " + WRITE + ", on_commit: [ cache_delete: product ] ]",
            "at,request",
            "0,read",
            "3,update",
            "4,read");
    assertThat(trial.endpoint("read").stale()).isZero();
    assertThat(trial.resource("redis.keys(product)").rejected()).isEqualTo(2);
  }

  /** A reader between the delete and COMMIT puts the old value back. */
  @Test
  void deleteInsideTheTransaction_comesTooEarly() {
    Trial trial =
        product(
            "",
            "transaction: [ " + WRITE + ", cache_delete: product, wait: 2s ]",
            "at,request",
            "0,read",
            "3,update",
            "3.5,read",
            "10,read");
    assertThat(trial.endpoint("read").stale()).isEqualTo(1);
  }

  @Test
  void versionedKey_isNotAskedForAgain() {
    Trial trial =
        product("versioned: true,", WRITE, "at,request", "0,read", "3,update", "4,read", "6,read");
    assertThat(trial.endpoint("read").stale()).isZero();
    assertThat(trial.resource("redis.keys(product)").rejected()).isEqualTo(2);
  }

  /** Each product changes every 2000 s and lives for 1800 s: 1 − (1 − e^−0.9) / 0.9 are stale. */
  @Test
  void share_isThatOfChangesWithinTheTtl() {
    Trial trial =
        Trial.of(
            """
            duration: 10000s
            warmup: 2000s
            traffic:
              shoppers: { arrivals: poisson 20/s, requests: { read: 100% } }
              editors: { arrivals: poisson 0.1/s, requests: { update: 100% } }
            stack: { gunicorn: { worker_class: gevent }, postgres: {}, redis: {} }
            endpoints:
              read: [ cache: { key: product, keys: 200, ttl: 1800s, miss: [ query: { row: product, keys: 200 } ] } ]
              update: [ query: { write: true, row: product, keys: 200 } ]
            """);
    double stale = (double) trial.endpoint("read").stale() / trial.endpoint("read").completed();
    assertThat(stale).isEqualTo(1 - (1 - Math.exp(-0.9)) / 0.9, within(0.03));
  }
}
