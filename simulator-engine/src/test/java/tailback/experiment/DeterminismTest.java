package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.cli.report.JsonReport;
import tailback.component.Costs;
import tailback.experiment.result.Results;
import tailback.kernel.Observer;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * Every shipped scenario: the same seed gives the same bytes, on any number of threads, watched or
 * not; another seed gives others. Each run audits itself: Little's law at every station, the
 * utilisation law at every processor, the account of every request, and that none was lost.
 */
final class DeterminismTest {

  private static final Costs COSTS = CostTable.read();

  static List<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../scenarios"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void scenario_isAFunctionOfItsSeed(Path file) {
    Scenario scenario = ScenarioReader.read(file, List.of());
    String first = json(new Experiment(scenario, COSTS).seed(1).run());
    assertThat(json(new Experiment(scenario, COSTS).seed(1).run())).isEqualTo(first);
    assertThat(json(new Experiment(scenario, COSTS).seed(1).observer(new Onlooker()).run()))
        .as("watched")
        .isEqualTo(first);
    assertThat(json(new Experiment(scenario, COSTS).seed(2).run())).isNotEqualTo(first);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void replications_areTheSameOnAnyNumberOfThreads(Path file) {
    Scenario scenario = ScenarioReader.read(file, List.of());
    String one = json(new Experiment(scenario, COSTS).replications(4).threads(1).run());
    assertThat(json(new Experiment(scenario, COSTS).replications(4).threads(2).run()))
        .isEqualTo(one);
  }

  /** Results as JSON, without the one figure that differs between equal runs. */
  static String json(Results results) {
    return JsonReport.of(results).replaceFirst("\"wall_s\": *[0-9.eE+-]+", "\"wall_s\": 0");
  }

  /** Looks at everything, and does nothing. */
  private static final class Onlooker implements Observer {
    @Override
    public void moved(long time, long request, int place) {}

    @Override
    public void ended(long time, long request, int status) {}
  }
}
