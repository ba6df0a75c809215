package tailback.component.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Trial;

/** Connections that stay open, what comes over them, and how they are lost and made again. */
final class WebSocketsTest {

  private static Trial players(String websocket, String gunicorn) {
    return Trial.of(
            """
            duration: 60s
            warmup: 5s
            traffic: { players: { websocket: { %s } } }
            stack: { gunicorn: { %s } }
            endpoints: { click: [ cpu: 2ms, wait: 10ms ], batch: [ block: 10s ] }
            """
                .formatted(websocket, gunicorn))
        .free();
  }

  private static final String THINKING =
      "connections: 100, messages: { click: closed think exponential 1s }";
  private static final String EVENTLET = "worker_class: eventlet, worker_connections: 1000";

  @Test
  void messages_runTheirEndpointOverAConnectionThatStays() {
    Trial trial = players(THINKING, EVENTLET).with("duration=600s");
    assertThat(trial.all().throughputRps())
        .as("100 / (1 s + 12 ms and what they wait for each other)")
        .isCloseTo(98.6, within(1.2));
    assertThat(trial.counter("traffic.players.connects")).as("in the warm-up").isZero();
    assertThat(trial.counter("traffic.players.disconnects")).isZero();
    assertThat(trial.all().latencyMs().p50()).isCloseTo(12, within(0.5));
  }

  @Test
  void openMessages_waitForThoseBeforeThemOnTheirConnection() {
    Trial trial =
        players("connections: 1, messages: { click: poisson 40/s }", EVENTLET)
            .with("endpoints.click=[ wait: 20ms ]", "duration=600s");
    double meanWait = 0.8 * 0.02 / (2 * (1 - 0.8)) * 1000;
    assertThat(trial.all().timeInMs().get("gunicorn.messages"))
        .as("a handler is an M/D/1 queue, at a utilisation of 80 %")
        .isCloseTo(meanWait, within(0.12 * meanWait));
  }

  @Test
  void aConnection_holdsWhatARequestHolds() {
    Trial threads = players(THINKING, "worker_class: gthread, threads: 30").with("stack.nginx={}");
    assertThat(threads.resource("gunicorn.threads").busyMax())
        .as("thirty have a thread; nobody else ever gets one")
        .isEqualTo(30);
    assertThat(threads.all().throughputRps()).isCloseTo(30 / 1.012, within(2.0));
    assertThat(threads.resource("nginx.connections").busyMean())
        .as("two for each, also for those that wait until they are answered 504 and come again")
        .isCloseTo(200, within(5.0));
    Trial greenlets = players(THINKING, "worker_class: eventlet, worker_connections: 40");
    assertThat(greenlets.all().throughputRps()).isCloseTo(40 / 1.012, within(2.5));
  }

  @Test
  void aBlockedLoop_losesItsConnections_whichComeBack() {
    String beats = THINKING + ", heartbeat: { interval: 2s, timeout: 4s }, reconnect: 1s";
    String timeline = "traffic.batch={ arrivals: constant 0.05/s, requests: { batch: 100% } }";
    Trial blocked = players(beats, EVENTLET + ", timeout: 60").with(timeline);
    assertThat(blocked.counter("traffic.players.disconnects"))
        .as("blocked for 10 s at 15 s, 35 s and 55 s, and nobody is patient for so long")
        .isBetween(200L, 300L);
    assertThat(blocked.all().errors()).containsKey("connection reset by peer");
    Trial patient =
        players(
                THINKING + ", heartbeat: { interval: 2s, timeout: 20s }",
                EVENTLET + ", timeout: 60")
            .with(timeline);
    assertThat(patient.counter("traffic.players.disconnects")).isZero();
    assertThat(patient.all().latencyMs().max()).isBetween(9_000.0, 10_500.0);
    Trial yields = players(beats, EVENTLET).with(timeline, "endpoints.batch=[ wait: 10s ]");
    assertThat(yields.counter("traffic.players.disconnects")).isZero();
  }

  @Test
  void aKilledWorker_losesItsConnections() {
    Trial trial =
        players(THINKING + ", reconnect: 1s", EVENTLET + ", timeout: 3, boot: 1s")
            .with("traffic.batch={ arrivals: constant 0.05/s, requests: { batch: 100% } }");
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(3);
    assertThat(trial.counter("traffic.players.disconnects")).isBetween(200L, 300L);
    assertThat(trial.endpoint("click").completed()).as("they came back").isGreaterThan(2_500);
  }

  @Test
  void nginx_triesNoOtherUpstream_onceASocketIsOpen() {
    Trial trial =
        players(THINKING + ", reconnect: 20s", EVENTLET)
            .with(
                "duration=20s",
                "timeline=[ { at: 10s, do: gunicorn.kill-worker } ]",
                "stack.nginx={}",
                "stack.blue={ kind: gunicorn, worker_class: eventlet }");
    assertThat(trial.counter("traffic.players.disconnects"))
        .as("half of them are with the worker that is killed, and wait for 20 s")
        .isEqualTo(50);
    assertThat(trial.counter("traffic.players.connects")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "haproxy", "caddy", "cdn"})
  void anEdge_letsAnOpenSocketBe(String edge) {
    Trial trial = players(THINKING, EVENTLET).with("stack." + edge + "={}", "duration=200s");
    assertThat(trial.counter("traffic.players.disconnects")).isZero();
    assertThat(trial.all().failed()).isZero();
    assertThat(trial.all().throughputRps()).isCloseTo(98.5, within(4.0));
  }

  @Test
  void aHandshakeThatNobodyTakes_isAnswered504() {
    Trial trial =
        players(
                "connections: 10, messages: { click: closed think 1s }",
                "worker_class: gthread, threads: 4")
            .with("stack.nginx={ proxy_read_timeout: 10s }");
    assertThat(trial.counter("traffic.players.failed_connects"))
        .as("six do not get a thread, and try again every 11 s")
        .isBetween(6L * 4, 6L * 6);
    assertThat(trial.counter("traffic.players.disconnects")).isZero();
  }

  @Test
  void aMessageThatIsGivenUp_isHandledForNobody() {
    Trial trial =
        players("connections: 10, messages: { click: closed think 1s }", EVENTLET)
            .with("endpoints.click=[ wait: 300ms ]", "traffic.players.timeout=200ms");
    assertThat(trial.all().errors()).containsOnlyKeys("client timeout");
    assertThat(trial.counter("gunicorn.finished_for_nobody")).isBetween(480L, 501L);
    assertThat(trial.counter("traffic.players.disconnects")).isZero();
  }

  @Test
  void aMessage_takesARoundTrip() {
    Trial trial =
        players(
                "connections: 10, messages: { click: closed think 1s }, heartbeat: { interval: 1s, timeout: 1s }",
                EVENTLET)
            .with("traffic.players.network=100ms", "endpoints.click=[ wait: 20ms ]");
    assertThat(trial.all().latencyMs().p50()).isCloseTo(120, within(0.5));
    assertThat(trial.counter("traffic.players.disconnects")).isZero();
  }
}
