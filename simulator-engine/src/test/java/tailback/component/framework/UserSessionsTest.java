package tailback.component.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;
import tailback.scenario.Problem;

/** What it takes to load and save the session of a user, by where it is kept. */
final class UserSessionsTest {

  private static final String[] TWO = {"at,request", "0,page", "2,page"};

  private static Trial trial(String django, String steps, String... rows) {
    return Trial.of(
            """
            duration: 60s
            traffic: { visitors: { arrivals: trace arrivals.csv, session: { users: 1 } } }
            stack:
              gunicorn: { workers: 2, timeout: 0 }
              django: { %s }
              postgres: {}
              redis: {}
              payments: { kind: service, time: 1s, failure: 100%% }
            endpoints:
              page: [ %s ]
            """
                .formatted(django, steps))
        .free("django.session.select=100ms", "django.session.update=200ms")
        .arrivals(rows);
  }

  @ParameterizedTest(name = "{0}, {1}: {2} statements, {3} commands")
  @CsvSource({
    "db, read, 2, 0",
    "db, write, 4, 0",
    "cache, read, 0, 2",
    "cache, write, 0, 4",
    "cached_db, read, 1, 3", // the second one finds it in the cache
    "cached_db, write, 3, 5",
    "signed_cookies, write, 0, 0",
    "jwt, write, 0, 0",
    "django.contrib.sessions.backends.db, read, 2, 0",
  })
  void engine_decidesWhoIsAsked(String engine, String access, long statements, long commands) {
    Trial trial = trial("SESSION_ENGINE: " + engine, "session: " + access, TWO);
    assertThat(trial.endpoint("page").statements() * 2).isEqualTo(statements);
    assertThat(trial.resource("redis.loop").arrivals()).isEqualTo(commands);
  }

  @Test
  void session_isLoadedOnce_andSavedAfterTheView() {
    Trial trial =
        trial(
            "", "session: read, session: write, wait: 1s, session: write", "at,request", "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.3s");
    assertThat(trial.endpoint("page").statements()).isEqualTo(2);
  }

  @Test
  void time_isThatOfItsStatements() {
    assertThat(trial("", "session: { access: write, time: 2s }", "at,request", "0,page").ends())
        .containsExactly("0: 200 at 4.0s");
  }

  @Test
  void saveEveryRequest_savesWhatWasOnlyRead() {
    Trial trial = trial("SESSION_SAVE_EVERY_REQUEST: true", "session: read", TWO);
    assertThat(trial.endpoint("page").statements()).isEqualTo(2);
  }

  @Test
  void failedRequest_savesNothing() {
    Trial trial = trial("", "session: write, call: payments", "at,request", "0,page");
    assertThat(trial.ends()).containsExactly("0: 500 at 1.1s");
  }

  @Test
  void sessionInTheMemoryOfAProcess_isLostInAnother() {
    String cache = "SESSION_ENGINE: cache, CACHES: ";
    String[] overlapping = {"at,request", "0,page", "0.5,page", "0.6,page"};
    String steps = "session: read, wait: 1s";
    assertThat(trial(cache + "locmem", steps, overlapping).counter("page.logouts"))
        .as("the second lands in the other process; the third in the first that is free")
        .isBetween(1L, 2L);
    assertThat(trial(cache + "redis", steps, overlapping).counter("page.logouts")).isZero();
    assertThat(trial("SESSION_ENGINE: jwt", steps, overlapping).counter("page.logouts")).isZero();
  }

  @Test
  void sessionInTheMemoryOfAProcess_diesWithIt() {
    String[] kill = {"gunicorn.workers=1", "timeline=[ { at: 1s, do: gunicorn.kill-worker } ]"};
    String[] rows = {"at,request", "0,page", "5,page", "6,page"};
    String cache = "SESSION_ENGINE: cache, CACHES: ";
    assertThat(trial(cache + "locmem", "session: read", rows).with(kill).counter("page.logouts"))
        .isEqualTo(1);
    assertThat(trial(cache + "redis", "session: read", rows).with(kill).counter("page.logouts"))
        .isZero();
  }

  @Test
  void cachedDb_inTheMemoryOfAProcess_asksTheDatabaseInEach() {
    Trial trial =
        trial(
            "SESSION_ENGINE: cached_db, CACHES: locmem",
            "session: read, wait: 1s",
            "at,request",
            "0,page",
            "0.5,page");
    assertThat(trial.endpoint("page").statements()).isEqualTo(1);
    assertThat(trial.counter("page.logouts")).isZero();
  }

  @Test
  void unknownEngine_andUnknownCache_areRefused() {
    assertThatThrownBy(() -> trial("SESSION_ENGINE: files", "session: read", TWO).scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no backend");
    assertThatThrownBy(
            () -> trial("SESSION_ENGINE: cache, CACHES: reddis", "session: read", TWO).scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no cache 'reddis'");
  }
}
