package tailback.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tailback.component.Catalogue;
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

  @Option(
      names = "--warmup",
      paramLabel = "TIME|auto",
      description =
          "Warms up for so long, whatever the scenario says; auto finds how long it takes until an"
              + " empty start no longer shows.")
  private String warmup;

  Scenario read() {
    return read(List.of());
  }

  /** The scenario with what a journal adds to its timeline. */
  Scenario read(List<Turn> turns) {
    ScenarioReader reader = new ScenarioReader(Catalogue.standard());
    return warmingUp(warmup, reader.scenario(path(file), sets, turns));
  }

  /** The scenario with the warm-up that somebody typed; as it is, should that be null. */
  static Scenario warmingUp(String typed, Scenario scenario) {
    return typed == null
        ? scenario
        : scenario.warmingUp(ScenarioReader.warmup(typed, "--warmup " + typed));
  }

  /** The path of a scenario that somebody typed. */
  static Path path(String typed) {
    if (typed.isBlank()) {
      throw Problem.ofArgument("'" + typed + "'", "names no file", "", List.of());
    }
    return ScenarioReader.path(typed);
  }
}
