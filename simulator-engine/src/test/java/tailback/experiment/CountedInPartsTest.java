package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.scenario.Problem;

/** What parts count, in a part of the run: {@code kills from 20s to 30s}. */
final class CountedInPartsTest {

  private static String measured(Trial trial, String expectation) {
    return trial
        .with("expect=[ '" + expectation + "' ]")
        .experiment()
        .threads(1)
        .run()
        .expectations()
        .get(0)
        .measured();
  }

  /** Emails at 0.5, 1.5, 1.6 and 2.5 s, each undone with its transaction. */
  private static Trial emails() {
    return Trial.of(
            """
            title: Emails
            duration: 3s
            traffic: { page: trace arrivals.csv }
            stack: { gunicorn: { workers: 4 }, postgres: {} }
            endpoints:
              page: [ transaction: { steps: [ query: 1ms, effect: email ], rollback: 100% } ]
            """)
        .arrivals("at,request", "0.5,page", "1.5,page", "1.6,page", "2.5,page")
        .free();
  }

  @Test
  void effectsAndOrphans_areThoseOfThatTime() {
    assertThat(measured(emails(), "effects(\"email\") == 4")).isEqualTo("4");
    assertThat(measured(emails(), "effects(\"email\") from 1s to 2s == 2")).isEqualTo("2");
    assertThat(measured(emails(), "orphans from 2s to 3s == 1")).isEqualTo("1");
  }

  @Test
  void partThatTheRunDidNotReach_hasNoCount() {
    assertThat(measured(emails().with("stop_when=[ time 1s ]"), "orphans from 2s to 3s == 0"))
        .isEqualTo("nothing measured");
  }

  /** A request of 60 s is killed after 30 s, by an arbiter that looks once a second. */
  @Test
  void kills_areThoseOfThatTime() {
    Trial trial =
        Trial.of(
                """
                title: A kill
                duration: 100s
                traffic: { page: trace arrivals.csv }
                stack: { gunicorn: { worker_class: sync, workers: 1 } }
                endpoints: { page: [ wait: 60s ] }
                """)
            .arrivals("at,request", "1,page", "50,page");
    assertThat(measured(trial, "kills from 20s to 40s == 1")).isEqualTo("1");
    assertThat(measured(trial, "kills(gunicorn) from 40s to 70s == 0")).isEqualTo("0");
  }

  /** Each process has the sessions of its own: after a restart all users are logged out. */
  @Test
  void logouts_areThoseOfThatTime() {
    Trial trial =
        Trial.of(
            """
            title: Sessions in memory
            duration: 30s
            traffic:
              visitors: { arrivals: constant 20/s, requests: { page: 100% }, session: { users: 20, length: 1h } }
            stack:
              gunicorn: { workers: 1 }
              django: { SESSION_ENGINE: cache, CACHES: locmem }
            endpoints: { page: [ session: read ] }
            timeline: [ { at: 10s, do: gunicorn.restart } ]
            """);
    assertThat(measured(trial, "logouts(page) from 10s to 30s == 20")).isEqualTo("20");
    assertThat(measured(trial, "logouts from 0s to 10s == 0")).isEqualTo("0");
  }

  /** A fleet of one for ten seconds and of two for ten: the price of each hour is its own. */
  @Test
  void cost_isThatOfThatTime() {
    Trial trial =
        Trial.of(
            """
            title: A machine more
            duration: 300s
            hosts: { app: { instance: m6i.large } }
            traffic: { page: constant 1/s }
            stack:
              gunicorn: { host: app, autoscale: { min: 1, max: 2, target_requests: 1000000, boot: 1s } }
            endpoints: { page: [ cpu: 1ms ] }
            timeline: [ { at: 100s, set: { gunicorn.autoscale.min: 2 } } ]
            """);
    double before = cost(trial, "0s to 100s");
    assertThat(before).isPositive();
    assertThat(cost(trial, "100s to 300s")).isEqualTo(2 * before);
  }

  private static double cost(Trial trial, String part) {
    return trial
        .with("expect=[ cost from " + part + " > 0 ]")
        .experiment()
        .threads(1)
        .run()
        .expectations()
        .get(0)
        .figure();
  }

  @Test
  void extremes_areThoseOfTheWholeRun() {
    assertThatThrownBy(
            () -> emails().with("expect=[ 'memory(gunicorn) from 1s to 2s < 1GiB' ]").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("memory is measured over the whole run");
  }

  @Test
  void logouts_ofAGroupAreNotCounted() {
    assertThatThrownBy(() -> emails().with("expect=[ logouts(visitors) == 0 ]").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("unknown endpoint 'visitors'");
  }
}
