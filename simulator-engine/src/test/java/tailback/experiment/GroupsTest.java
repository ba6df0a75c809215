package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;
import tailback.scenario.Problem;

/** Measures of the requests of one group of clients. */
final class GroupsTest {

  /**
   * A request a second of each of three kinds, none of which waits for another: people get their
   * page after 100 ms and their report after 300 ms, the robot gives up on its page after 50 ms.
   */
  private static Trial trial(String expectation) {
    return Trial.of(
            """
            duration: 10s
            traffic:
              people: { arrivals: constant 2/s, requests: { page: 50%, report: 50% } }
              robot: { arrivals: constant 1/s, requests: { page: 100% }, timeout: 50ms }
              report: { arrivals: constant 1/s }
            stack: { gunicorn: { worker_class: gevent } }
            endpoints: { page: [ wait: 100ms ], report: [ wait: 300ms ] }
            """)
        .free()
        .with("expect=[ '" + expectation + "' ]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "max(page) < 1s                         | 100 ms",
        "max(people) < 1s                       | 300 ms",
        "max(page, people) < 1s                 | 100 ms",
        "max(people, page) < 1s                 | 100 ms",
        "p50(report, people) < 1s               | 300 ms",
        "errors(robot) == 0                     | 9",
        "errors(people) == 0                    | 0",
        "errors(\"timeout\", robot) == 0        | 9",
        "errors(\"timeout\", page, people) == 0 | 0",
        "errors(\"timeout\", robot) < 1%        | 90 %",
        "statuses(200, people) < 1              | 19",
        "statuses(200, robot) < 1               | 0",
        "errors(robot) from 0s to 5s == 0       | 4",
        "rate(robot) < 1/s                      | 0/s",
        "max(report) < 1s                       | 300 ms",
      })
  void measure_isOfTheGroup(String expectation, String measured) {
    assertThat(trial(expectation).run().expectations().get(0).measured()).isEqualTo(measured);
  }

  @Test
  void alert_mayBeOfAGroup() {
    assertThat(
            trial("errors == 0")
                .with(
                    "alerts={ robot: errors(robot) over 5s > 50%, people: errors(people) over 5s > 50% }")
                .with("alerts.robot={ every: 1s }", "alerts.people={ every: 1s }")
                .run()
                .alerts())
        .extracting(alert -> alert.firings().size())
        .containsExactly(1, 0);
  }

  @Test
  void twoOfTheSameSort_areRefused() {
    assertThatThrownBy(() -> trial("p95(people, robot) < 1s").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("names two groups of clients");
    assertThatThrownBy(() -> trial("errors(page, report) < 1%").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("names two endpoints");
    assertThatThrownBy(() -> trial("p95(peopel) < 1s").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("unknown endpoint 'peopel'");
  }
}
