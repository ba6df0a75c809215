package tailback.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tailback.cli.CheckRuns.Planned;
import tailback.cli.report.CheckReport;
import tailback.cli.report.Terminal;
import tailback.experiment.Check;
import tailback.experiment.result.Checked;
import tailback.scenario.Problem;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** {@code tailback check}: runs the expectations of files or folders. */
@Command(
    name = "check",
    description = "Runs what scenarios expect of themselves and of their what-ifs.",
    footer = {
      "",
      "Exit code 0: all hold; 1: one does not; 2: a file cannot be read, the others are checked all"
          + " the same."
    })
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Scenario files, or folders of them.")
  private List<String> paths;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Uses this seed instead of the scenario's; may be repeated.")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to report on standard output.",
      defaultValue = "text")
  private Format format;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also writes the results there, as a CI server reads them.")
  private Path junit;

  @Override
  public Integer call() {
    if (junit != null) {
      ResultFiles.prepare(junit, "--junit");
    }
    List<Planned> planned = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    Map<String, String> unreadable = new LinkedHashMap<>();
    PrintWriter errors = spec.commandLine().getErr();
    for (Path file : files()) {
      try {
        List<Planned> of = plan(ScenarioReader.read(file, List.of()), file);
        planned.addAll(of);
        if (of.isEmpty()) {
          silent.add(file.toString());
        }
      } catch (Problem problem) {
        errors.println(problem.getMessage());
        unreadable.put(file.toString(), problem.getMessage());
      }
    }
    errors.flush();
    CheckRuns runs = new CheckRuns(planned);
    CheckReport report = new CheckReport(runs.make(), silent, unreadable, runs.unmade());
    if (junit != null) {
      ResultFiles.write(junit, "--junit", report.junit());
    }
    spec.commandLine()
        .getOut()
        .print(format == Format.JSON ? report.json() : report.text(Terminal.output()));
    if (!unreadable.isEmpty()) {
      return Main.WRONG_INPUT;
    }
    return report.checked().stream().allMatch(Checked::holds) ? Main.DONE : Main.DOES_NOT_HOLD;
  }

  private List<Planned> plan(Scenario scenario, Path file) {
    Set<Long> chosen = new LinkedHashSet<>(seeds.isEmpty() ? List.of(scenario.seed()) : seeds);
    List<Planned> planned = new ArrayList<>();
    for (Check.Case each : new Check(scenario).cases()) {
      for (long seed : chosen) {
        planned.add(new Planned(file, each, seed));
      }
    }
    return planned;
  }

  private Set<Path> files() {
    Set<Path> files = new LinkedHashSet<>();
    for (String typed : paths) {
      Path path = ScenarioOptions.path(typed);
      if (Files.isDirectory(path)) {
        files.addAll(scenariosBelow(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  private static List<Path> scenariosBelow(Path folder) {
    List<Path> scenarios;
    try (Stream<Path> below = Files.walk(folder)) {
      scenarios = below.filter(CheckCommand::isScenario).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw Problem.ofArgument(
          folder.toString(), "cannot be read: " + e.getMessage(), "", List.of());
    }
    if (scenarios.isEmpty()) {
      throw Problem.ofArgument(
          folder.toString(), "holds no scenario: no .yaml, .yml or .json file", "", List.of());
    }
    return scenarios;
  }

  private static boolean isScenario(Path path) {
    String name = path.getFileName().toString();
    return Files.isRegularFile(path)
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }
}
