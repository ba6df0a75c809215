package tailback.component.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** When clients send, what they ask for, and when they give up. */
final class ClientsTest {

  private static Trial clients(String traffic) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { %s } }
            stack: { gunicorn: { worker_class: gevent, worker_connections: 100000 } }
            endpoints: { page: [ wait: 100ms ], search: [ wait: 300ms ] }
            """
                .formatted(traffic))
        .free();
  }

  @Test
  void constant_isAMetronome() {
    Trial trial = clients("arrivals: constant 2/s, requests: { page: 100% }").with("duration=2s");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.6s", "1: 200 at 1.1s", "2: 200 at 1.6s");
    assertThat(trial.run().requests().inFlight()).as("the one that came at 2 s").isEqualTo(1);
  }

  @Test
  void poisson_hasItsRate() {
    assertThat(clients("arrivals: poisson 100/s, requests: { page: 100% }").all().offered())
        .as("10,000 ± 4 standard deviations")
        .isBetween(9_600L, 10_400L);
  }

  @Test
  void bursty_hasItsRate_andItsVariation() {
    for (double cv : new double[] {1, 3, 6}) {
      Trial trial = clients("arrivals: bursty 100/s cv " + cv + ", requests: { page: 100% }");
      assertThat(trial.all().offered())
          .as("10,000 ± 4 standard deviations of a renewal process, cv × √10,000 each")
          .isBetween((long) (10_000 - 400 * cv), (long) (10_000 + 400 * cv));
      List<Double> sent =
          trial.ends().stream()
              .map(end -> end.replaceAll(".* at |s$", ""))
              .map(Double::valueOf)
              .toList();
      assertThat(squaredVariation(sent))
          .as("of the gaps, every page taking 0.1 s")
          .isCloseTo(cv * cv, withinPercentage(20));
    }
  }

  private static double squaredVariation(List<Double> times) {
    double sum = 0;
    double squares = 0;
    for (int i = 1; i < times.size(); i++) {
      double gap = times.get(i) - times.get(i - 1);
      sum += gap;
      squares += gap * gap;
    }
    double mean = sum / (times.size() - 1);
    return squares / (times.size() - 1) / (mean * mean) - 1;
  }

  @Test
  void bursty_followsAProfile() {
    Trial trial =
        clients(
            "arrivals: bursty 100/s cv 3, requests: { page: 100% },"
                + " profile: [ { at: 0s, x: 0 }, { at: 50s, x: 2 }, { at: 100s, x: 0 } ]");
    assertThat(trial.all().offered()).as("the triangle's area").isBetween(8_800L, 11_200L);
  }

  @Test
  void closed_neverHasMoreUnderWayThanUsers() {
    Trial trial = clients("arrivals: closed 5 users think 400ms, requests: { page: 100% }");
    assertThat(trial.resource("gunicorn.hub").arrivals()).isPositive();
    assertThat(trial.all().throughputRps()).as("5 / (0.4 s + 0.1 s)").isEqualTo(10, within(0.1));
    assertThat(trial.all().offered()).isEqualTo(1000);
  }

  @Test
  void mix_isByItsShares() {
    Trial trial = clients("arrivals: constant 100/s, requests: { page: 70%, search: 30% }");
    assertThat(trial.endpoint("page").offered())
        .as("7,000 ± 4 standard deviations")
        .isBetween(6_815L, 7_185L);
  }

  @Test
  void profile_multipliesTheRate() {
    Trial trial =
        clients(
            "arrivals: poisson 100/s, requests: { page: 100% },"
                + " profile: [ { at: 0s, x: 0 }, { at: 50s, x: 2 }, { at: 100s, x: 0 } ]");
    assertThat(trial.all().offered()).as("the triangle's area").isBetween(9_600L, 10_400L);
  }

  @Test
  void timeout_isAFailureOfTheClient() {
    Trial trial = clients("arrivals: constant 10/s, requests: { search: 100% }, timeout: 200ms");
    assertThat(trial.all().errors()).containsOnlyKeys("client timeout");
    assertThat(trial.all().completed()).isZero();
    assertThat(trial.counter("gunicorn.finished_for_nobody")).isGreaterThan(990);
  }

  @Test
  void changedUsers_comeAndGo_andNobodyTwice() {
    String at = "{ at: 10s, set: { traffic.visitors.arrivals: closed %s users think 400ms } }";
    String closed = "arrivals: closed %s users think 400ms, requests: { page: 100%% }, ";
    assertThat(
            clients(closed.formatted(5))
                .with("timeline=[ " + at.formatted(10) + " ]")
                .all()
                .offered())
        .as("10/s for 10 s and 20/s for 90 s")
        .isBetween(1_890L, 1_910L);
    assertThat(
            clients(closed.formatted(10))
                .with("timeline=[ " + at.formatted(5) + " ]")
                .all()
                .offered())
        .isBetween(1_090L, 1_110L);
  }

  @Test
  void changedTimeout_leavesTheArrivalsAlone() {
    Trial plain = clients("arrivals: constant 0.3/s, requests: { page: 100% }, timeout: 1s");
    Trial changed =
        clients("arrivals: constant 0.3/s, requests: { page: 100% }, timeout: 1s")
            .with("timeline=[ { at: 5s, set: { traffic.visitors.timeout: 2s } } ]");
    assertThat(changed.ends()).isEqualTo(plain.ends());
  }

  @Test
  void changedRate_goesOnFromThere() {
    Trial trial =
        clients("arrivals: constant 1/s, requests: { page: 100% }")
            .with(
                "timeline=[ { at: 10500ms, set: { traffic.visitors.arrivals: constant 10/s } } ]");
    assertThat(trial.all().offered()).isEqualTo(10 + 895);
  }

  @Test
  void closedUsers_followOpenArrivals_andBack() {
    Trial trial =
        clients("arrivals: constant 10/s, requests: { page: 100% }")
            .with(
                "timeline=[ { at: 10s, set: { traffic.visitors.arrivals: closed 1 users think 900ms"
                    + " } }, { at: 20s, set: { traffic.visitors.arrivals: constant 100/s } } ]");
    assertThat(trial.all().offered()).isBetween(100L + 9 + 7_990, 100L + 11 + 8_001);
  }

  @Test
  void comparedVariants_seeTheSameRequests() {
    String stack = "arrivals: poisson 20/s, requests: { page: 60%, search: 40% }";
    Trial few = clients(stack).with("endpoints.page=[ wait: exponential 100ms ]");
    Trial many =
        clients(stack)
            .with("endpoints.page=[ wait: exponential 100ms ]")
            .with("gunicorn.workers=4", "stack.nginx={ worker_connections: 100000 }");
    assertThat(many.ends()).as("with workers and Nginx more").isEqualTo(few.ends());
  }

  @Test
  void groups_drawApart() {
    Trial trial =
        clients("arrivals: poisson 20/s, requests: { page: 100% }")
            .with("traffic.robots={ arrivals: poisson 20/s, requests: { search: 100% } }");
    Trial alone = clients("arrivals: poisson 20/s, requests: { page: 100% }");
    assertThat(trial.endpoint("page").offered()).isEqualTo(alone.endpoint("page").offered());
    assertThat(trial.endpoint("search").offered()).isNotEqualTo(trial.endpoint("page").offered());
    assertThat(List.copyOf(trial.run().endpoints().keySet())).containsExactly("page", "search");
  }
}
