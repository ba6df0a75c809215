package tailback.component.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** What clients do when no good answer comes, and what that does to the servers. */
final class RetriesTest {

  private static final String HALF_ARE_SLOW =
      "choose: [ { share: 50%, steps: [ wait: 10ms ] }, { share: 50%, steps: [ wait: 1s ] } ]";

  private static Trial clients(String traffic, String steps) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { %s, requests: { page: 100%% } } }
            stack:
              gunicorn: { worker_class: gevent, worker_connections: 100000 }
            endpoints: { page: [ %s ] }
            """
                .formatted(traffic, steps))
        .free();
  }

  @Test
  void attempts_endWithTheLast_andTheRequestCountsOnce() {
    Trial trial =
        clients(
                "arrivals: constant 1/s, timeout: 200ms,"
                    + " retries: { attempts: 3, backoff: { first: 100ms, factor: 2 } }",
                "wait: 300ms")
            .with("duration=10s");
    assertThat(trial.ends().get(0))
        .as("three times 200 ms, and 100 and 200 ms in between")
        .isEqualTo("0: 0 at 1.9s");
    assertThat(trial.all().offered()).isEqualTo(10);
    assertThat(trial.all().failed()).isEqualTo(9);
    assertThat(trial.all().attempts()).as("the last is on its first").isEqualTo(9 * 3 + 1);
    assertThat(trial.counter("traffic.visitors.retries")).isEqualTo(18);
    assertThat(trial.counter("gunicorn.finished_for_nobody"))
        .as("each is done in full")
        .isEqualTo(27);
  }

  @Test
  void backoff_isBounded_andPartOfTheLatency() {
    Trial trial =
        clients(
            "arrivals: constant 10/s, timeout: 50ms, retries: { attempts: 30,"
                + " backoff: { first: 100ms, factor: 3, max: 150ms } }",
            HALF_ARE_SLOW);
    assertThat(trial.all().failed()).isZero();
    assertThat(trial.all().timeInMs().get("retry.backoff"))
        .as("100 + 150 + 150 + … ms with probabilities 1/2, 1/4, …: 50 + 75")
        .isCloseTo(125, within(15.0));
    assertThat(trial.all().latencyMs().mean())
        .as("one attempt at 50 ms that fails, on average, and one of 10 ms")
        .isCloseTo(125 + 50 + 10, within(20.0));
    assertThat((double) trial.all().attempts() / trial.all().offered())
        .as("each attempt draws anew")
        .isCloseTo(2, within(0.15));
  }

  @Test
  void fullJitter_takesHalfOfTheWaitOnAverage() {
    String traffic =
        "arrivals: constant 10/s, timeout: 50ms, retries: { attempts: 30, jitter: %s,"
            + " backoff: { first: 100ms, factor: 1 } }";
    String steps = HALF_ARE_SLOW;
    double none = clients(traffic.formatted("none"), steps).all().timeInMs().get("retry.backoff");
    double full = clients(traffic.formatted("full"), steps).all().timeInMs().get("retry.backoff");
    double equal = clients(traffic.formatted("equal"), steps).all().timeInMs().get("retry.backoff");
    assertThat(full / none).isCloseTo(0.5, within(0.05));
    assertThat(equal / none).isCloseTo(0.75, within(0.05));
  }

  @Test
  void when_saysAfterWhat() {
    String traffic = "arrivals: constant 10/s, retries: { attempts: 5, when: %s }";
    String steps = "call: { to: payments, failure: 50% }";
    String payments = "stack.payments={ kind: service, time: 1ms }";
    assertThat(clients(traffic.formatted("[ 5xx ]"), steps).with(payments).all().statuses())
        .as("one in 32 fails five times")
        .hasEntrySatisfying("500", count -> assertThat(count).isBetween(12L, 55L));
    assertThat(clients(traffic.formatted("[ 500, timeout ]"), steps).with(payments).all().failed())
        .isBetween(12L, 55L);
    assertThat(clients(traffic.formatted("[ timeout, 503 ]"), steps).with(payments).all().failed())
        .isBetween(420L, 580L);
    assertThat(clients("arrivals: constant 10/s, retries: 5", steps).with(payments).all().failed())
        .as("any failure")
        .isBetween(12L, 55L);
  }

  @Test
  void firstAttempts_areTheSameWithAndWithoutRetries() {
    String steps = "wait: exponential 100ms";
    Trial without = clients("arrivals: poisson 5/s, timeout: 200ms", steps);
    Trial with = clients("arrivals: poisson 5/s, timeout: 200ms, retries: 3", steps);
    assertThat(with.ends().stream().filter(end -> end.contains(" 200 at ")))
        .containsAll(without.ends().stream().filter(end -> end.contains(" 200 at ")).toList());
    assertThat(with.all().failed()).isLessThan(without.all().failed() / 4);
  }

  /**
   * 120/s on a service good for 200/s, which is good for 67/s from 20 s to 40 s. Requests that are
   * given up after 2 s are sent four times in all, which is 480/s: more than it ever does.
   */
  private static Trial storm(String retries) {
    return clients("arrivals: poisson 120/s, timeout: 2s, " + retries, "call: { to: payments }")
        .with(
            "stack.payments={ kind: service, time: exponential 20ms, concurrency: 4 }",
            "duration=200s",
            "timeline=[ { at: 20s, set: { payments.time: exponential 60ms } },"
                + " { at: 40s, set: { payments.time: exponential 20ms } } ]",
            "expect=[ errors from 0s to 15s < 1%, errors from 150s to 190s < 1% ]");
  }

  @Test
  void aStormOfRetries_outlastsItsCause() {
    Trial without = storm("connection: close");
    assertThat(without.run().expectations()).allSatisfy(each -> assertThat(each.holds()).isTrue());
    Trial storm = storm("retries: { attempts: 4, backoff: 100ms }");
    assertThat(storm.run().expectations().get(0).holds()).as("well before").isTrue();
    assertThat(storm.run().expectations().get(1).holds()).as("two minutes later").isFalse();
    assertThat(storm.run().findings()).anyMatch(found -> found.id().equals("retry-storm"));
  }

  @Test
  void aRetryBudget_preventsIt() {
    Trial budget = storm("retries: { attempts: 4, backoff: 100ms, budget: 10% }");
    assertThat(budget.run().expectations()).allSatisfy(each -> assertThat(each.holds()).isTrue());
    assertThat((double) budget.counter("traffic.visitors.retries") / budget.all().offered())
        .isLessThan(0.1);
    assertThat(budget.counter("traffic.visitors.retries_over_budget")).isPositive();
  }

  @Test
  void budget_isAShareOfTheLastTenSeconds() {
    RetryBudget budget = new RetryBudget(0.25);
    long second = 1_000_000_000L;
    assertThat(budget.spend(0)).isFalse();
    for (int i = 0; i < 8; i++) {
      budget.earn(i * second / 10);
    }
    assertThat(budget.spend(second)).isTrue();
    assertThat(budget.spend(9 * second)).as("two were earned").isTrue();
    assertThat(budget.spend(9 * second)).isFalse();
    for (int i = 0; i < 8; i++) {
      budget.earn(20 * second);
    }
    assertThat(budget.spend(29 * second)).isTrue();
    assertThat(budget.spend(30 * second)).as("the other one has expired").isFalse();
  }
}
