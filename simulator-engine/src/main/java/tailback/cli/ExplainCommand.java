package tailback.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            + " as large, alone, on the very same requests. Where something is crowded, a quarter is"
            + " let in; where none is enough, two are tried together.",
    footer = {
      "",
      "What is to get better is what the scenario's expect speaks about: the first that is about a"
          + " tail of the latency or about failures; p95 without any."
    })
final class ExplainCommand implements Callable<Integer> {

  private static final int FEWEST_PAIRS = 2;
  private static final int MOST_PAIRS = 1_000;

  @Spec private CommandSpec spec;

  @Mixin private ScenarioOptions scenario;

  @Mixin private ExperimentOptions options;

  @Option(
      names = "--replications",
      paramLabel = "R",
      description =
          "How many pairs of runs for each relief, each with another seed; 5 when absent.")
  private int pairs = Explanation.USUAL_PAIRS;

  @Override
  public Integer call() {
    options.within("--replications", pairs, FEWEST_PAIRS, MOST_PAIRS);
    Explanation explanation =
        scenario.explanation(CostTable.read()).pairs(pairs).goOn(() -> !Interruption.requested());
    options.tell(explanation::seed, explanation::threads);
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
        .print(options.isJson() ? report.json() : report.text(Terminal.output()));
    return Main.DONE;
  }

  private static Explained explain(Explanation explanation) {
    Interruption.watch();
    try (ProgressBar bar = ProgressBar.start(1, runs -> Math.round(runs) + " runs")) {
      return explanation.planned(bar::expect).progress(bar::advance).run();
    }
  }
}
