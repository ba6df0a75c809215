package tailback.cli;

import java.io.PrintStream;
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
import tailback.cli.report.Terminal;
import tailback.cli.report.TextReport;
import tailback.experiment.Experiment;
import tailback.experiment.Figures;
import tailback.experiment.result.Results;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;

/** {@code tailback run}: simulates a scenario and reports. */
@Command(
    name = "run",
    description = "Simulates a scenario: where the time goes, what saturates first.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ScenarioOptions scenario;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all random numbers; the scenario's own when absent.")
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
      description = "Also writes results.json, report.txt and timeseries.csv there.")
  private Path out;

  @Override
  public Integer call() {
    atLeastOne("--replications", replications);
    if (threads != null) {
      atLeastOne("--threads", threads);
    }
    Scenario read = scenario.read();
    Results results = simulate(read);
    String report =
        format == Format.JSON
            ? JsonReport.of(results)
            : TextReport.of(results, Terminal.output());
    if (out != null) {
      new ResultFiles(results).write(out);
    }
    PrintStream output = Terminal.utf8(Terminal.Stream.OUTPUT);
    output.print(report);
    output.flush();
    Interruption.finished();
    return Main.DONE;
  }

  private void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), option + " must be at least 1, not " + value);
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
    double nanos = (double) read.duration().toNanos() * replications;
    ProgressBar bar = ProgressBar.start(1, share -> Figures.time(share * nanos) + " simulated");
    try {
      return experiment.progress(bar::advance).run();
    } finally {
      bar.close();
    }
  }
}
