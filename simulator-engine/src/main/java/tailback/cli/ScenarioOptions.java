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

  Scenario read() {
    return ScenarioReader.read(path(file), sets);
  }

  /** The path of a scenario that somebody typed. */
  static Path path(String typed) {
    if (typed.isBlank()) {
      throw Problem.ofArgument("'" + typed + "'", "names no file", "", List.of());
    }
    return ScenarioReader.path(typed);
  }
}
