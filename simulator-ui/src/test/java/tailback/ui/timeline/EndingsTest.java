package tailback.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Costs;
import tailback.experiment.Experiment;
import tailback.experiment.result.Results;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;
import tailback.ui.Shipped;

/** Rates and percentiles at any instant. */
final class EndingsTest {

  private static final Costs COSTS = CostTable.read();
  private static final long MS = 1_000_000;
  private static final Outcome OK = new Outcome(200, null);
  private static final Outcome REFUSED = new Outcome(0, "connection refused");

  /** Ten a second end well, the n-th after n ms; one each half second is refused. */
  private static Endings example() {
    Endings endings = new Endings();
    for (int i = 1; i <= 100; i++) {
      endings.ended(i * 100 * MS, i * MS, 200, null);
      if (i % 5 == 0) {
        endings.ended(i * 100 * MS, 0, 0, "connection refused");
      }
    }
    return endings;
  }

  @Test
  void rate_isThatOfTheWindowBefore() {
    Endings endings = example();

    assertThat(endings.outcomes()).containsExactly(OK, REFUSED);
    assertThat(endings.rate(OK, 5, 1)).isEqualTo(10);
    assertThat(endings.rate(REFUSED, 5, 1)).isEqualTo(2);
    assertThat(endings.rate(REFUSED, 5.45, 1)).isEqualTo(2);
    assertThat(endings.rate(OK, 0.5, 1)).isEqualTo(10);
    assertThat(endings.rate(OK, 0, 1)).isZero();
    assertThat(endings.rate(new Outcome(502, null), 5, 1)).isZero();
  }

  @Test
  void counts_areExactAtAnyInstant() {
    Endings endings = example();

    assertThat(endings.ended(OK, 4.999999)).isEqualTo(49);
    assertThat(endings.ended(OK, 5)).isEqualTo(50);
    assertThat(endings.failed(10)).isEqualTo(20);
  }

  @Test
  void percentiles_areOfThoseThatDidNotFail() {
    double[] values = example().percentiles(new double[] {0.5, 0.95, 1}, 5, 1);

    assertThat(values).containsExactly(45, 50, 50);
    assertThat(example().percentiles(new double[] {0.5}, 20, 1)[0]).isNaN();
  }

  /** The same figures as the series of the result has at its samples. */
  @ParameterizedTest
  @ValueSource(strings = {"cache-stampede", "postgres-exhaustion-200rps"})
  void samples_areThoseOfTheResults(String incident) {
    Scenario scenario =
        ScenarioReader.read(Shipped.incident(incident), List.of("duration=40s", "warmup=5s"));
    Endings endings = new Endings();
    Results results = new Experiment(scenario, COSTS).ended(endings).run();
    Map<String, double[]> series = results.timeseries().series();
    String endpoint = results.endpoints().keySet().iterator().next();

    assertThat(results.timeseries().stepS()).isEqualTo(1);
    for (int i = 1; i < 40; i++) {
      int second = i;
      double completed =
          endings.outcomes().stream()
              .filter(outcome -> !outcome.failed())
              .mapToDouble(outcome -> endings.rate(outcome, second, 1))
              .sum();
      assertThat(completed).isEqualTo(series.get("rate(" + endpoint + ")")[i - 1]);
      double p95 = endings.percentiles(new double[] {0.95}, second, 1)[0];
      assertThat(p95)
          .isCloseTo(series.get("p95(" + endpoint + ")")[i - 1], within(p95 * 0.01 + 1e-3));
    }
  }
}
