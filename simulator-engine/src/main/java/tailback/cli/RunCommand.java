package tailback.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tailback.cli.report.JsonReport;
import tailback.cli.report.PrecisionList;
import tailback.cli.report.Terminal;
import tailback.cli.report.TextReport;
import tailback.component.Catalogue;
import tailback.experiment.Experiment;
import tailback.experiment.result.Results;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** {@code tailback run}: simulates a scenario and reports. */
@Command(
    name = "run",
    description = "Simulates a scenario: where the time goes, what saturates first.",
    footer = {
      "",
      "What the scenario expects of itself is reported, and does not change the exit code; 'check'"
          + " is for that. A precision that was not reached does: it is 1. Ctrl-C reports what has"
          + " been simulated so far."
    })
final class RunCommand implements Callable<Integer> {

  private static final int MOST_REPLICATIONS = 10_000;

  @Spec private CommandSpec spec;

  @Mixin private ScenarioOptions scenario;

  @Mixin private ExperimentOptions options;

  @Option(
      names = "--replications",
      paramLabel = "R",
      description =
          "Repeats the run with other seeds, for intervals that can be trusted. With --precision, how"
              + " many there are at most: 1000 when absent.")
  private Integer replications;

  @Option(
      names = "--precision",
      paramLabel = "'MEASURE WIDTH'",
      description =
          "Repeats the run until the 95 %% interval of a measure is narrow enough: 'p99(checkout) 5%%'"
              + " for ± 5 %% of the figure, 'p99(checkout) 10ms' for ± 10 ms; several with commas in"
              + " between, and may be repeated.")
  private List<String> precisions = new ArrayList<>();

  @Option(
      names = "--per-replica",
      description = "Also reports each replica of a part by itself, as gunicorn[2].workers.")
  private boolean perReplica;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes the results as files into this folder: JSON, text and CSV.")
  private Path out;

  @Override
  public Integer call() {
    if (replications != null) {
      boolean alone = precisions.isEmpty();
      int fewest = alone ? 1 : Experiment.FEWEST_REPLICATIONS;
      options.within(
          "--replications",
          replications,
          fewest,
          MOST_REPLICATIONS,
          alone ? "" : " with --precision");
    }
    Scenario read = scenario.read();
    Experiment experiment = experiment(read);
    if (out != null) {
      ResultFiles.prepare(out);
    }
    Results results = simulate(experiment, read.duration());
    String report =
        options.isJson() ? JsonReport.of(results) : TextReport.of(results, Terminal.output());
    if (out != null) {
      new ResultFiles(results).write(out);
    }
    PrintWriter output = spec.commandLine().getOut();
    output.print(report);
    output.flush();
    return verdict(results);
  }

  private Experiment experiment(Scenario read) {
    Experiment experiment =
        new Experiment(read, CostTable.read())
            .perReplica(perReplica)
            .goOn(() -> !Interruption.requested());
    ScenarioReader reader = new ScenarioReader(Catalogue.standard());
    for (String text : precisions) {
      experiment.precision(reader.precision(text, read.deployment(), "--precision " + text));
    }
    options.tell(experiment::seed, experiment::threads);
    if (replications != null) {
      experiment.replications(replications);
    }
    return experiment;
  }

  private static Results simulate(Experiment experiment, Duration duration) {
    Interruption.watch();
    RunProgress progress = new RunProgress(experiment, duration);
    try {
      return experiment.run();
    } finally {
      progress.close();
    }
  }

  /** Says what is not known as well as it was to be. */
  private int verdict(Results results) {
    List<String> complaints = PrecisionList.complaints(results.precision(), results.replications());
    complaints.forEach(spec.commandLine().getErr()::println);
    return complaints.isEmpty() ? Main.DONE : Main.DOES_NOT_HOLD;
  }
}
