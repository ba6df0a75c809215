package tailback.component.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** POST, redirect, GET: a request that follows on another one of the same client. */
final class RedirectsTest {

  private static Trial trial(String clients, String arrivals, String stack, String... rows) {
    return Trial.of(
            """
            duration: 20s
            traffic: { visitors: { arrivals: %s, then: { save: page }, %s } }
            stack: { gunicorn: { worker_class: gevent }, postgres: { auth: trust, flush: 0ms }, %s }
            endpoints:
              page: [ wait: 1s ]
              save: [ wait: 2s ]
              broken: [ fail: 500 ]
              read: [ %s ]
              write: [ query: { write: true, row: text, keys: 100000 } ]
            """
                .formatted(
                    arrivals,
                    clients,
                    stack,
                    stack.equals(READER) ? "query: { via: reader, row: text, keys: 100000 }" : ""))
        .free()
        .arrivals(rows);
  }

  private static final String TRACE = "trace arrivals.csv";
  private static final String READER =
      "reader: { kind: postgres, replica_of: postgres, lag: 500ms, auth: trust }";

  @Test
  void then_followsAtOnce_asARequestOfItsOwn() {
    Trial trial = trial("timeout: 10s", TRACE, "redis: {}", "at,request", "0,save", "1,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 2.0s", "1: 200 at 2.0s", Redirects.following(0) + ": 200 at 3.0s");
    assertThat(trial.endpoint("page").completed()).isEqualTo(2);
    assertThat(trial.endpoint("page").latencyMs().max())
        .as("from its own beginning")
        .isEqualTo(1000);
  }

  @Test
  void then_doesNotFollowAFailure_norAnAnswerFrom400On() {
    for (int status : new int[] {500, 404}) {
      Trial trial =
          trial("timeout: 10s", TRACE, "redis: {}", "at,request", "0,broken")
              .with("traffic.visitors.then.broken=page", "endpoints.broken.0.fail=" + status);
      assertThat(trial.all().offered()).isEqualTo(1);
    }
  }

  @Test
  void user_thinksAfterTheLastOfThem() {
    Trial trial =
        trial("requests: { save: 100% }", "closed 1 users think constant 1s", "redis: {}");
    assertThat(trial.endpoint("save").completed()).as("1 + 2 + 1 s each").isEqualTo(5);
    assertThat(trial.endpoint("page").completed()).as("the last at 20 s").isEqualTo(5);
  }

  @Test
  void then_comesOverTheSameConnection_fromTheSameAddress() {
    String rtt = "connection: keepalive, addresses: 1000, network: 100ms";
    Trial trial = trial(rtt, TRACE, "redis: {}", "at,request", "0,save");
    double saved = trial.end(0);
    assertThat(saved).as("two round trips and 2 s").isCloseTo(2.2, within(1e-9));
    assertThat(trial.all().offered()).isEqualTo(2);
    Trial kept = trial(rtt, TRACE, "redis: {}", "at,request", "0,save").with("stack.nginx={}");
    assertThat(kept.endpoint("page").latencyMs().max())
        .as("a single round trip, as the connection is there")
        .isCloseTo(1100, within(1e-6));
  }

  @Test
  void then_isReadByTheOneWhoHasWritten_andStale() {
    Trial trial =
        trial("session: { users: 1000 }", TRACE, READER, "at,request", "0,write")
            .with("traffic.visitors.then.write=read");
    assertThat(trial.endpoint("read").stale()).isEqualTo(1);
    Trial strangers =
        trial("session: { users: 1000 }", TRACE, READER, "at,request", "0,write", "0,read");
    assertThat(strangers.endpoint("read").stale()).isZero();
  }

  @Test
  void chains_haveAnEnd() {
    Trial trial =
        trial("timeout: 10s", TRACE, "redis: {}", "at,request", "0,save")
            .with("traffic.visitors.then.page=write", "traffic.visitors.then.write=read");
    assertThat(trial.all().offered()).isEqualTo(4);
  }
}
