package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** A CDN: what it keeps, and for how long; each page takes the origin a second. */
final class CdnTest {

  private static Trial cdn(String cdn, String stack, String more, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              cdn: { cache: { page: { ttl: 5s } }, %s }
              %s
            endpoints: { page: [ wait: 1s ], other: [ wait: 1s ] }
            %s
            """
                .formatted(cdn, stack, more))
        .free()
        .arrivals(rows);
  }

  @Test
  void answer_isKeptForItsTtl() {
    Trial trial =
        cdn("", "gunicorn: {}", "", "at,request", "0,page", "2,page", "5.9,page", "6.1,page");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 2.0s", "2: 200 at 5.9s", "3: 200 at 7.1s");
    assertThat(trial.counter("cdn.hits")).isEqualTo(2);
    assertThat(trial.counter("cdn.misses")).isEqualTo(2);
  }

  @Test
  void otherEndpoints_goToTheOrigin() {
    Trial trial = cdn("", "gunicorn: {}", "", "at,request", "0,other", "2,other");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 3.0s");
    assertThat(trial.resource("cdn.cache").arrivals()).isZero();
  }

  @Test
  void requestsForTheSameKey_waitForOneAnswer() {
    String[] rows = {"at,request", "0,page", "0.2,page", "0.4,page"};
    Trial collapsed = cdn("", "gunicorn: {}", "", rows);
    assertThat(collapsed.ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 1.0s", "2: 200 at 1.0s");
    assertThat(collapsed.all().timeInMs().get("cdn.collapsed")).isCloseTo(1400 / 3.0, within(1e-3));
    Trial each = cdn("collapse: false", "gunicorn: {}", "", rows);
    assertThat(each.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 2.0s", "2: 200 at 3.0s");
  }

  @Test
  void error_isKeptForTenSeconds() {
    Trial trial =
        cdn(
            "",
            "nginx: { proxy_read_timeout: 500ms }\n  gunicorn: { workers: 9 }",
            "",
            "at,request",
            "0,page",
            "5,page",
            "11,page");
    assertThat(trial.ends()).containsExactly("0: 504 at 0.5s", "1: 504 at 5.0s", "2: 504 at 11.5s");
    assertThat(trial.all().errors().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(3);
  }

  @Test
  void staleIfError_givesTheOldAnswer() {
    String[] rows = {"at,request", "0,page", "20,page", "25,page", "90,page"};
    String stop = "timeline: [ { at: 10s, do: gunicorn.stop } ]";
    Trial trial = cdn("stale_if_error: 60s", "gunicorn: {}", stop, rows);
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 20.0s", "2: 200 at 25.0s", "3: 502 at 90.0s");
    assertThat(trial.counter("cdn.stale")).isEqualTo(1);
    assertThat(cdn("", "gunicorn: {}", stop, rows).ends())
        .containsExactly("0: 200 at 1.0s", "1: 502 at 20.0s", "2: 502 at 25.0s", "3: 502 at 90.0s");
  }

  @Test
  void silentOrigin_is504() {
    Trial trial = cdn("response_timeout: 400ms", "gunicorn: {}", "", "at,request", "0,other");
    assertThat(trial.ends()).containsExactly("0: 504 at 0.4s");
  }

  @Test
  void originThatTakesNoConnection_isTriedThreeTimes() {
    // The worker has one, the socket two; the fourth finds no room, in none of three attempts.
    Trial trial =
        cdn(
            "connection_timeout: 200ms, origin_rtt: 100ms",
            "gunicorn: { backlog: 1 }",
            "",
            "at,request",
            "0,other",
            "0,other",
            "0,other",
            "0,other");
    assertThat(trial.ends()).contains("3: 504 at 0.9s");
  }

  @Test
  void purge_forgetsEverything() {
    Trial trial =
        cdn(
            "",
            "gunicorn: {}",
            "timeline: [ { at: 2s, do: cdn.purge } ]",
            "at,request",
            "0,page",
            "3,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 4.0s");
  }

  @Test
  void clientThatLeaves_handsTheQuestionOn() {
    Trial trial =
        cdn("", "gunicorn: { workers: 2 }", "", "at,request", "0,page", "0.3,page", "0.4,page")
            .with("traffic.visitors.timeout=800ms");
    // The first gives up at 0.8 s; the second asks then and gives up at 1.1 s, the third at 1.2 s.
    assertThat(trial.ends()).containsExactly("0: 0 at 0.8s", "1: 0 at 1.1s", "2: 0 at 1.2s");
  }

  @Test
  void originRtt_isTheWayThereAndBack() {
    assertThat(cdn("origin_rtt: 100ms", "gunicorn: {}", "", "at,request", "0,page").ends())
        .containsExactly("0: 200 at 1.1s");
  }

  /** With Poisson requests at rate λ a key is hit with a probability of λT / (1 + λT). */
  @Test
  void hitRatio_followsFromRateAndTtl() {
    Trial trial =
        Trial.of(
                """
                duration: 20000s
                traffic: { page: poisson 5/s }
                stack:
                  cdn: { cache: { page: { ttl: 10s, keys: 100, skew: 0 } } }
                  gunicorn: { worker_class: gthread, threads: 16 }
                endpoints: { page: [ wait: 1us ] }
                """)
            .free();
    double each = 5.0 / 100 * 10;
    double misses = trial.resource("cdn.cache").rejected();
    assertThat(1 - misses / trial.resource("cdn.cache").arrivals())
        .isCloseTo(each / (1 + each), within(0.01));
  }
}
