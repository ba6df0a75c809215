package tailback.component.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Machines as a scenario describes them. */
final class HostTest {

  private static Trial trial(String host, String more) {
    return Trial.of(
            """
            title: a machine
            duration: 10s
            traffic: { page: trace arrivals.csv }
            hosts: { app: %s }
            stack: { gunicorn: { host: app, workers: 8 } }
            endpoints: { page: [ cpu: 100ms ] }
            %s
            """
                .formatted(host, more))
        .arrivals("at,request", "0,page", "1,page", "1,page", "2,page")
        .free();
  }

  @Test
  void vcpusOfAnM6i_areHyperthreads_andThoseOfAnM7gAreCores() {
    assertThat(trial("{ instance: m6i.large }", "").end(0)).isCloseTo(0.1, within(1e-6));
    assertThat(trial("{ instance: m6i.large }", "").end(1)).isCloseTo(1 + 0.1 / 0.6, within(1e-6));
    assertThat(trial("{ instance: m7g.large }", "").end(1)).isCloseTo(1.1, within(1e-6));
  }

  @Test
  void fractionOfACore_isAQuota() {
    // It stands still for 50 ms of each period; of the first, which began before, it may have less.
    Trial half = trial("{ cpus: 0.5 }", "");
    assertThat(half.end(0)).isBetween(0.1, 0.1500001);
    assertThat(half.counter("app.quota_spent")).isGreaterThanOrEqualTo(3);
  }

  @Test
  void speed_changesInTheTimeline() {
    Trial slow =
        trial("{ cpus: 4 }", "timeline: [ { at: 1950ms, set: { hosts.app.speed: 10% } } ]");
    assertThat(slow.end(1)).isCloseTo(1.1, within(1e-6));
    assertThat(slow.end(3)).isCloseTo(3.0, within(1e-6));
    assertThat(slow.resource("app.cpu").busyMean()).isCloseTo(0.13, within(1e-3));
  }

  @Test
  void cost_isThePriceOfEachCopy() {
    Trial two = trial("{ instance: m7g.large }", "").with("gunicorn.replicas=2");
    assertThat(two.run().figures()).containsEntry("app.cost", 2 * 0.0816);
  }

  @Test
  void credits_areThoseOfANewMachine_unlessTheFileSaysOtherwise() {
    assertThat(trial("{ instance: t2.medium }", "").run().figures().get("app.credits"))
        .isCloseTo(60 + 10 * 0.4 / 60 - 0.4 / 60, within(1e-6));
    assertThat(trial("{ instance: t3.medium, credits: 5 }", "").run().figures().get("app.credits"))
        .isCloseTo(5 + 10 * 0.4 / 60 - (0.2 + 0.2 / 0.6) / 60, within(1e-6));
    assertThat(trial("{ instance: t3.medium }", "").run().figures().get("app.credits"))
        .isGreaterThan(0);
  }
}
