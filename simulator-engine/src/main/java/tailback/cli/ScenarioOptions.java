package tailback.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.experiment.Explanation;
import tailback.journal.Turn;
import tailback.scenario.Problem;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** A scenario and the settings that change it. */
final class ScenarioOptions {

  @Parameters(paramLabel = "SCENARIO", description = "A scenario file, YAML or JSON.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Changes a setting, such as gunicorn.workers=8; may be repeated.")
  private List<String> sets = new ArrayList<>();

  @Mixin private WarmUpOption warmup;

  Scenario read() {
    return read(List.of());
  }

  /** The scenario with what a journal adds to its timeline. */
  Scenario read(List<Turn> turns) {
    ScenarioReader reader = new ScenarioReader(Catalogue.standard());
    return warmup.of(reader.scenario(path(file), sets, turns));
  }

  /** An explanation of it. */
  Explanation explanation(Costs costs) {
    Explanation explanation = new Explanation(path(file), sets, costs);
    warmup.tell(explanation::warmup);
    return explanation;
  }

  /** The path of a scenario that somebody typed. */
  static Path path(String typed) {
    if (typed.isBlank()) {
      throw Problem.ofArgument("'" + typed + "'", "names no file", "", List.of());
    }
    return ScenarioReader.path(typed);
  }
}
