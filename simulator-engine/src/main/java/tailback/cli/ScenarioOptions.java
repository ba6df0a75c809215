package tailback.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
    return warmingUp(warmup, ScenarioReader.read(path(file), sets));
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
