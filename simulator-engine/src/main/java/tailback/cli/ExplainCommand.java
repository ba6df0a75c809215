package tailback.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tailback.cli.report.ExplainReport;
import tailback.cli.report.ProgressBar;
import tailback.cli.report.Terminal;
import tailback.experiment.Explanation;
import tailback.experiment.result.Explained;
import tailback.scenario.CostTable;

/** {@code tailback explain}: what to relieve, found by relieving each thing in turn. */
@Command(
    name = "explain",
    description =
        "Finds out what to relieve: each resource and limit that the run has met is made four times"
            + " as large, alone, on the very same requests.",
    footer = {
      "",
      "What is to get better is what the scenario's expect speaks about: the first that is about a"
          + " tail of the latency or about failures; p95 without any."
    })
final class ExplainCommand implements Callable<Integer> {

  private static final int FEWEST_PAIRS = 2;
  private static final int MOST_PAIRS = 1_000;
  private static final int MOST_JOBS = 1_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "A scenario file, YAML or JSON.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Changes a setting, such as gunicorn.workers=8; may be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the first pair of runs; the scenario's own when absent.")
  private Long seed;

  @Option(
      names = "--replications",
      paramLabel = "R",
      description =
          "How many pairs of runs for each relief, each with another seed; 5 when absent.")
  private int pairs = Explanation.USUAL_PAIRS;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many runs are made at once; all cores when absent.")
  private Integer jobs;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to report on standard output.",
      defaultValue = "text")
  private Format format;

  @Override
  public Integer call() {
    within("--replications", pairs, FEWEST_PAIRS, MOST_PAIRS);
    if (jobs != null) {
      within("--jobs", jobs, 1, MOST_JOBS);
    }
    Explanation explanation =
        new Explanation(ScenarioOptions.path(file), sets, CostTable.read())
            .pairs(pairs)
            .goOn(() -> !Interruption.requested());
    if (seed != null) {
      explanation.seed(seed);
    }
    if (jobs != null) {
      explanation.threads(jobs);
    }
    Explained explained;
    try {
      explained = explain(explanation);
    } catch (CancellationException e) {
      spec.commandLine().getErr().println("Cut short before the scenario itself had been run.");
      return Main.DONE;
    }
    ExplainReport report = new ExplainReport(explained);
    spec.commandLine()
        .getOut()
        .print(format == Format.JSON ? report.json() : report.text(Terminal.output()));
    return Main.DONE;
  }

  private static Explained explain(Explanation explanation) {
    Interruption.watch();
    try (ProgressBar bar = ProgressBar.start(1, runs -> Math.round(runs) + " runs")) {
      return explanation.planned(bar::expect).progress(bar::advance).run();
    }
  }

  private void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " is from " + least + " to " + most + ", not " + value);
    }
  }
}
