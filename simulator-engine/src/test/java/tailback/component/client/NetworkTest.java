package tailback.component.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** What the network between the clients and the stack adds, worked by hand. */
final class NetworkTest {

  private static Trial clients(String traffic) {
    return Trial.of(
            """
            duration: 10s
            traffic: { visitors: { %s, requests: { page: 100%% } } }
            stack: { gunicorn: { worker_class: gevent, worker_connections: 1000 } }
            endpoints: { page: [ wait: 100ms ] }
            """
                .formatted(traffic))
        .free();
  }

  @Test
  void newConnection_costsTwoRoundTrips() {
    Trial trial = clients("arrivals: constant 1/s, network: { rtt: 40ms }");
    assertThat(trial.ends()).startsWith("0: 200 at 1.18s", "1: 200 at 2.18s");
    assertThat(trial.all().timeInMs())
        .as("SYN and SYN-ACK; then the request there and the answer back")
        .containsEntry("network.connect", 40.0)
        .containsEntry("network", 40.0);
  }

  @Test
  void timeout_onTheWay_isAFailureLikeAnyOther() {
    for (String timeout : new String[] {"30ms", "50ms", "100ms", "170ms"}) {
      Trial trial = clients("arrivals: constant 1/s, network: 40ms, timeout: " + timeout);
      assertThat(trial.all().errors()).as(timeout).containsOnlyKeys("client timeout");
      assertThat(trial.all().completed()).isZero();
    }
    assertThat(clients("arrivals: constant 1/s, network: 40ms, timeout: 180.1ms").all().failed())
        .isZero();
  }

  @Test
  void timeout_beforeTheStackHasIt_isNoWork() {
    Trial trial = clients("arrivals: constant 1/s, network: 40ms, timeout: 50ms");
    assertThat(trial.counter("gunicorn.finished_for_nobody")).isZero();
    assertThat(trial.resource("gunicorn.hub").arrivals()).isZero();
  }

  @Test
  void timeout_maybeDrawn() {
    Trial trial =
        clients("arrivals: constant 1000/s, timeout: exponential 200ms")
            .with("endpoints.page.0.wait=200ms");
    assertThat((double) trial.all().failed() / trial.all().offered())
        .as("those whose patience is less than the wait: 1 - 1/e")
        .isCloseTo(1 - Math.exp(-1), within(0.02));
  }

  @Test
  void roundTrip_belongsToTheAddress() {
    Trial trial =
        clients("arrivals: constant 100/s, addresses: 1, network: { rtt: exponential 40ms }");
    assertThat(trial.all().latencyMs().max())
        .as("one client, one distance")
        .isCloseTo(trial.all().latencyMs().p50(), within(0.2));
    Trial many =
        clients("arrivals: constant 100/s, addresses: 500, network: { rtt: exponential 40ms }");
    assertThat(many.all().latencyMs().max()).isGreaterThan(2 * many.all().latencyMs().p50());
  }
}
