package tailback.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tailback.cli.report.CheckReport;
import tailback.cli.report.ProgressBar;
import tailback.cli.report.Terminal;
import tailback.component.Costs;
import tailback.experiment.Check;
import tailback.experiment.result.Checked;
import tailback.scenario.CostTable;
import tailback.scenario.Problem;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** {@code tailback check}: runs the expectations of files or folders. */
@Command(
    name = "check",
    description = "Runs what scenarios expect of themselves and of their what-ifs.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

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
    List<Path> files = files();
    List<Planned> planned = new ArrayList<>();
    int wrong = 0;
    PrintStream errors = Terminal.utf8(Terminal.Stream.ERRORS);
    for (Path file : files) {
      try {
        plan(ScenarioReader.read(file, List.of()), file, planned);
      } catch (Problem problem) {
        errors.println(problem.getMessage());
        wrong++;
      }
    }
    List<Checked> checked = run(planned);
    if (junit != null) {
      ResultFiles.write(junit, "--junit", CheckReport.junit(checked));
    }
    PrintStream output = Terminal.utf8(Terminal.Stream.OUTPUT);
    output.print(
        format == Format.JSON
            ? CheckReport.json(checked)
            : CheckReport.text(checked, Terminal.output()));
    output.flush();
    if (wrong > 0) {
      return Main.WRONG_INPUT;
    }
    return checked.stream().allMatch(Checked::holds) ? Main.DONE : Main.DOES_NOT_HOLD;
  }

  /** A run to make. */
  private record Planned(Path file, Check.Case toRun, long seed) {}

  private void plan(Scenario scenario, Path file, List<Planned> planned) {
    List<Long> chosen = seeds.isEmpty() ? List.of(scenario.seed()) : seeds;
    for (Check.Case each : new Check(scenario).cases()) {
      for (long seed : chosen) {
        planned.add(new Planned(file, each, seed));
      }
    }
  }

  private List<Checked> run(List<Planned> planned) {
    Costs costs = CostTable.read();
    ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    ProgressBar bar =
        ProgressBar.start(
            Math.max(1, planned.size()), runs -> Math.round(runs) + " runs checked");
    try {
      List<Future<List<Checked>>> futures = new ArrayList<>();
      for (Planned each : planned) {
        futures.add(
            pool.submit(
                () -> {
                  List<Checked> verdicts = check(each, costs);
                  bar.advance(1);
                  return verdicts;
                }));
      }
      List<Checked> all = new ArrayList<>();
      for (Future<List<Checked>> future : futures) {
        all.addAll(future.get());
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
      bar.close();
    }
  }

  private static List<Checked> check(Planned planned, Costs costs) {
    return planned.toRun().run(costs, planned.seed()).stream()
        .map(
            expected ->
                new Checked(
                    planned.file().toString(),
                    planned.toRun().variant(),
                    planned.seed(),
                    expected.text(),
                    expected.holds(),
                    expected.measured()))
        .toList();
  }

  private List<Path> files() {
    List<Path> files = new ArrayList<>();
    for (String typed : paths) {
      Path path = ScenarioReader.path(typed);
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> below = Files.walk(path)) {
        below.filter(CheckCommand::isScenario).sorted().forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static boolean isScenario(Path path) {
    String name = path.getFileName().toString();
    return Files.isRegularFile(path)
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }
}
