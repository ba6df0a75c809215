package tailback.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tailback.cli.report.JsonReport;
import tailback.cli.report.ProgressBar;
import tailback.cli.report.Quantity;
import tailback.cli.report.Terminal;
import tailback.cli.report.TextReport;
import tailback.experiment.Experiment;
import tailback.experiment.result.Results;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;

/** {@code tailback run}: simulates a scenario and reports. */
@Command(
    name = "run",
    description = "Simulates a scenario: where the time goes, what saturates first.",
    footer = {
      "",
      "What the scenario expects of itself is reported, and does not change the exit code; 'check'"
          + " is for that. Ctrl-C reports what has been simulated so far."
    })
final class RunCommand implements Callable<Integer> {

  private static final int MOST_REPLICATIONS = 10_000;
  private static final int MOST_THREADS = 1_000;

  @Spec private CommandSpec spec;

  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of all random numbers; the scenario's own when absent.")
  private Long seed;

  @Option(
      names = "--replications",
      paramLabel = "R",
      description = "Repeats the run with other seeds, for intervals that can be trusted.",
      defaultValue = "1")
  private int replications;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many replications run at once; all cores when absent.")
  private Integer threads;

  @Option(
      names = "--per-replica",
      description = "Also reports each replica of a part by itself, as gunicorn[2].workers.")
  private boolean perReplica;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to report on standard output.",
      defaultValue = "text")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also writes the results as files into this folder: JSON, text and CSV.")
  private Path out;

  @Override
  public Integer call() {
    within("--replications", replications, MOST_REPLICATIONS);
    if (threads != null) {
      within("--threads", threads, MOST_THREADS);
    }
    Scenario read = scenario.read();
    if (out != null) {
      ResultFiles.prepare(out);
    }
    Results results = simulate(read);
    String report =
        format == Format.JSON ? JsonReport.of(results) : TextReport.of(results, Terminal.output());
    if (out != null) {
      new ResultFiles(results).write(out);
    }
    PrintWriter output = spec.commandLine().getOut();
    output.print(report);
    return Main.DONE;
  }

  private void within(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " is from 1 to " + most + ", not " + value);
    }
  }

  private Results simulate(Scenario read) {
    Interruption.watch();
    Experiment experiment =
        new Experiment(read, CostTable.read())
            .replications(replications)
            .perReplica(perReplica)
            .goOn(() -> !Interruption.requested());
    if (seed != null) {
      experiment.seed(seed);
    }
    if (threads != null) {
      experiment.threads(threads);
    }
    double seconds = read.duration().toNanos() / 1e9 * replications;
    ProgressBar bar =
        ProgressBar.start(1, share -> Quantity.seconds(share * seconds) + " simulated");
    try {
      return experiment.progress(bar::advance).run();
    } finally {
      bar.close();
    }
  }
}
