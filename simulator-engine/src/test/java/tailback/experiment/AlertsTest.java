package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;
import tailback.experiment.result.Results.Alerted;
import tailback.scenario.Problem;

/** When alerts fire and are resolved, in a run whose load is known to the second. */
final class AlertsTest {

  /**
   * Ten requests a second of 50 ms on one worker, for 100 s; from 100 s to 200 s each takes 80 ms;
   * then 50 ms again.
   */
  private static Trial worker(String alert) {
    return Trial.of(
            """
            duration: 400s
            traffic: { visitors: { arrivals: constant 10/s, requests: { page: 100% } } }
            stack: { gunicorn: { timeout: 0 } }
            endpoints: { page: [ wait: 50ms ] }
            timeline:
              - { at: 100s, set: { endpoints.page: [ wait: 80ms ] } }
              - { at: 200s, set: { endpoints.page: [ wait: 50ms ] } }
            """)
        .free()
        .with("alerts={ it: " + alert + " }");
  }

  private static String firings(Trial trial) {
    Alerted alert = trial.run().alerts().get(0);
    return String.join(
        ", ", alert.firings().stream().map(each -> each[0] + " to " + each[1]).toList());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "utilisation(gunicorn.workers) over 60s > 65%         | 135.0 to 240.0",
        "utilisation(gunicorn.workers) over 60s > 65% for 30s | 165.0 to 240.0",
        "utilisation(gunicorn.workers) over 60s > 65% for 10m | ''",
        "p50 over 60s > 60ms                                  | 135.0 to 240.0",
        "max(page) over 60s > 60ms                            | 105.0 to 270.0",
        "mean(page) over 60s > 65ms                           | 135.0 to 240.0",
        "rate(page) over 60s < 9.95/s                         | 15.0 to 30.0",
        "errors over 60s > 1%                                 | ''",
        "statuses(200) over 30s < 299                         | 15.0 to 30.0",
        "busy(gunicorn.workers) over 15s > 0.7                | 120.0 to 210.0",
      })
  void rule_looksBack(String rule, String firings) {
    assertThat(firings(worker(rule))).isEqualTo(firings.equals("''") ? "" : firings);
  }

  @Test
  void evaluation_comesSoOften() {
    assertThat(firings(worker("{ when: utilisation(gunicorn.workers) over 60s > 65%, every: 1s }")))
        .as("half of the minute at 80 %")
        .isEqualTo("131.0 to 230.0");
  }

  @Test
  void firing_atTheEnd_isNotResolved() {
    assertThat(firings(worker("p50 over 15s > 10ms"))).isEqualTo("15.0 to NaN");
  }

  @Test
  void errorsOfTheRecentPast() {
    Trial trial =
        worker("errors over 30s > 50%")
            .with("traffic.visitors.timeout=60ms")
            .with(
                "expect=[ first(alert it) between 110s and 125s, first(alert it) > 100% of first(\"client timeout\") ]");
    assertThat(firings(trial)).isEqualTo("120.0 to 225.0");
    assertThat(trial.run().expectations()).allSatisfy(each -> assertThat(each.holds()).isTrue());
  }

  @Test
  void condition_holdsWhenAnAlertFires() {
    Trial trial = worker("utilisation(gunicorn) over 60s > 65%").with("stop_when=[ alert it ]");
    assertThat(trial.run().simulatedS()).isEqualTo(135);
    Trial never = worker("errors over 60s > 1%").with("expect=[ first(alert it) == never ]");
    assertThat(never.run().expectations().get(0).holds()).isTrue();
  }

  @Test
  void timeline_mayActOnAnAlert() {
    String halve = "{ when: alert it, set: { traffic.visitors.arrivals: constant 5/s } }";
    Trial trial =
        worker("utilisation(gunicorn.workers) over 60s > 66%")
            .with(
                "timeline=[ { at: 100s, set: { endpoints.page: [ wait: 80ms ] } }, " + halve + " ]")
            .with("expect=[ 'rate from 0s to 130s > 9.9/s', 'rate from 150s to 400s < 5.1/s' ]");
    assertThat(firings(trial))
        .as("at 80 % from 100 s on, 40 % from 135 s")
        .isEqualTo("135.0 to 150.0");
    assertThat(trial.run().expectations()).allSatisfy(each -> assertThat(each.holds()).isTrue());
  }

  @Test
  void whatChangesUnderACondition_changesNowhereElse() {
    assertThatThrownBy(
            () ->
                worker("errors over 60s > 65%")
                    .with(
                        "timeline=[ { at: 1s, set: { traffic.visitors.timeout: 1s } }, { when: alert"
                            + " it, set: { traffic.visitors.arrivals: constant 5/s } } ]")
                    .scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("traffic.visitors is changed by another entry of the timeline too");
  }

  @Test
  void anAlertThatNeverFired_isThereAllTheSame() {
    assertThat(worker("p50 over 15s > 1s").run().alerts())
        .extracting(Alerted::name, alerted -> alerted.firings().size())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("it", 0));
    assertThat(
            Trial.of(
                    "{ traffic: { page: poisson 1/s }, stack: { gunicorn: {} }, endpoints: { page: [ wait: 1s ] } }")
                .run()
                .alerts())
        .isEqualTo(List.of());
  }
}
