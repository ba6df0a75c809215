package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.component.Trial;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Compared.Difference;
import tailback.experiment.result.Compared.Requests;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** Two sides in pairs: the same requests, their differences, and who won. */
final class ComparisonTest {

  private static Trial page() {
    return Trial.of(
        """
        duration: 20s
        hosts: { app: { cpus: 2 } }
        traffic: { page: poisson 50/s }
        stack: { gunicorn: { host: app, worker_class: gthread, workers: 2, threads: 2 } }
        endpoints: { page: [ cpu: exponential 5ms, wait: exponential 40ms ] }
        """);
  }

  /** It as it is, against it with these settings. */
  private static Comparison comparison(Trial trial, String... settings) {
    Scenario before = trial.scenario();
    Scenario after = trial.with(settings).scenario();
    return new Comparison(before, after, trial.costs()).replications(4);
  }

  static List<Path> scenarios() throws IOException {
    return DeterminismTest.scenarios();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void changeThatChangesNothing_givesExactlyZero(Path file) {
    Scenario scenario =
        ScenarioReader.read(
            file, List.of("duration=5s", "warmup=1s", "expect=null", "what_if=null"));
    Scenario titled =
        ScenarioReader.read(
            file,
            List.of("duration=5s", "warmup=1s", "expect=null", "what_if=null", "title=Another"));
    Compared compared = new Comparison(scenario, titled, CostTable.read()).replications(3).run();
    assertThat(compared.differences()).isNotEmpty();
    assertThat(compared.differences().values())
        .map(Difference::paired)
        .allMatch(each -> Double.isNaN(each.estimate()) || each.estimate() == 0)
        .allMatch(each -> each.interval() == null || each.isExactlyZero()); // null: one pair knows
    assertThat(compared.allRequests().matched()).isPositive();
    assertThat(compared.allRequests().allTheSame()).isTrue();
  }

  @Test
  void difference_isThatOfThePooledFigures() {
    Compared compared = comparison(page(), "gunicorn.workers=3").run();
    Difference p95 = compared.differences().get("p95(page)");
    assertThat(p95.before()).isEqualTo(compared.a().all().latencyMs().p95());
    assertThat(p95.after()).isEqualTo(compared.b().all().latencyMs().p95());
    assertThat(p95.paired().estimate()).isEqualTo(p95.after() - p95.before());
    assertThat(p95.paired().interval().covers(p95.paired().estimate())).isTrue();
    assertThat(compared.a().all())
        .as("each side is what it would be by itself")
        .usingRecursiveComparison()
        .isEqualTo(page().experiment().replications(4).run().all());
  }

  @Test
  void measures_areThoseThatBothSidesHave() {
    Compared compared = comparison(page(), "stack.nginx={}", "endpoints.extra=[ wait: 1ms ]").run();
    assertThat(compared.differences().keySet())
        .contains("p99", "errors(page)", "utilisation(app.gil)", "queue(gunicorn.threads)")
        .doesNotContain("p99(extra)", "queue(nginx.connections)");
    assertThat(compared.requests()).containsOnlyKeys("page");
  }

  @Test
  void request_isTheSameOnBothSides() {
    Trial trial =
        Trial.of(
                """
                duration: 10s
                traffic: { visitors: { arrivals: trace arrivals.csv } }
                stack: { gunicorn: {} }
                endpoints: { page: [ wait: 1s ], slow: [ wait: 3s ] }
                """)
            .free()
            .arrivals("at,request", "0,slow", "1,page", "5,page", "9.5,page");
    Compared compared = comparison(trial, "gunicorn.workers=2").replications(2).run();
    Requests page = compared.requests().get("page");
    assertThat(page.matched()).as("in both runs; the last is under way at the end").isEqualTo(4);
    assertThat(page.faster()).isEqualTo(2);
    assertThat(page.same()).isEqualTo(2);
    assertThat(page.fasterMs().mean()).as("it need not wait for the slow one").isEqualTo(2000);
    assertThat(compared.requests().get("slow").allTheSame()).isTrue();
    assertThat(compared.allRequests().matched()).isEqualTo(6);
  }

  @Test
  void runThatIsCutShort_leavesOutPairsThatHaveNotEnded() {
    int[] asked = {0};
    Compared compared = comparison(page()).threads(1).goOn(() -> ++asked[0] < 2000).run();
    assertThat(compared.isCutShort()).isTrue();
    assertThat(compared.a().replications()).isEqualTo(2);
    assertThatThrownBy(() -> comparison(page()).goOn(() -> false).run())
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void enough_isAskedAfterEachPair_andEndsIt() {
    List<Compared> told = new ArrayList<>();
    Compared compared =
        comparison(page(), "gunicorn.workers=3")
            .replications(20)
            .threads(2)
            .enough(
                soFar -> {
                  told.add(soFar);
                  return told.size() == 3;
                })
            .run();
    Compared three = comparison(page(), "gunicorn.workers=3").replications(3).run();
    assertThat(told).extracting(each -> each.a().replications()).containsExactly(1, 2, 3);
    assertThat(told.get(0).differences().get("p95").paired().interval()).isNull();
    assertThat(compared.differences()).isEqualTo(three.differences());
    assertThat(told.get(2).differences()).isEqualTo(three.differences());
    assertThat(compared.allRequests()).isEqualTo(three.allRequests());
    assertThat(compared.isCutShort()).isFalse();
  }

  @Test
  void progress_addsUpToAllRuns() {
    double[] sum = {0};
    Comparison comparison = comparison(page()).threads(1).progress(more -> sum[0] += more);
    comparison.run();
    assertThat(comparison.planned()).isEqualTo(8);
    assertThat(sum[0]).isEqualTo(8, within(1e-6));
  }
}
