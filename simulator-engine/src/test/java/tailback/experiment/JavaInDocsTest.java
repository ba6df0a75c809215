package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Reached;
import tailback.metric.Interval;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** The few lines of Java on the pages do what the pages say: they stand here word for word. */
final class JavaInDocsTest {

  private static final Path HERE = Path.of("src/test/java/tailback/experiment/JavaInDocsTest.java");
  private static final Path STARTERS = Path.of("../scenarios/starters");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void results() {
    Path file = STARTERS.resolve("sync.yaml");
    Scenario scenario = ScenarioReader.read(file, List.of("warmup=auto"));
    Results results = new Experiment(scenario, CostTable.read()).precision("p95(page) 3%").run();
    Reached p95 = results.precision().get(0);
    double millis = p95.estimate();
    double[] interval = p95.ci95();

    assertThat(interval[1] - interval[0]).isLessThanOrEqualTo(2 * 0.03 * millis);
    assertThat(results.warmupS()).isPositive();
  }

  @Test
  void compare() {
    Scenario before = ScenarioReader.read(STARTERS.resolve("sync.yaml"), List.of("duration=10s"));
    Scenario after =
        ScenarioReader.read(
            STARTERS.resolve("sync.yaml"), List.of("duration=10s", "gunicorn.workers=6"));
    Compared compared = new Comparison(before, after, CostTable.read()).replications(20).run();
    Interval p95 = compared.differences().get("p95(page)").paired().interval();

    assertThat(p95.upper()).isNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"results", "compare"})
  void pages_sayTheSame(String page) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("../docs/" + page + ".md")));
    assertThat(block.find()).isTrue();
    String here = Files.readString(HERE).replaceAll("\\s+", " ");
    assertThat(here).contains(block.group(1).replaceAll("\\s+", " ").strip());
  }
}
