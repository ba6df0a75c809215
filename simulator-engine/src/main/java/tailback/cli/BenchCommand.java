package tailback.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tailback.cli.bench.Bench;
import tailback.cli.bench.BenchReport;
import tailback.cli.bench.Workload;
import tailback.cli.report.ProgressBar;

/** {@code tailback bench}: how fast the simulator is on this machine. */
@Command(
    name = "bench",
    description =
        "Measures how fast the simulator is, next to the same models in C++ where a"
            + " compiler (g++) is installed. Takes a minute or two; close other programs before.")
final class BenchCommand implements Runnable {

  private static final int WARM_UP = 6;
  private static final int ROUNDS = 7;

  @Spec private CommandSpec spec;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      description = "Measures only this, such as web; may be repeated.")
  private List<Workload> only = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "How to report on standard output.",
      defaultValue = "text")
  private Format format;

  @Override
  public void run() {
    List<Workload> workloads = only.isEmpty() ? Arrays.asList(Workload.values()) : only;
    Bench.Outcome outcome;
    ProgressBar bar =
        ProgressBar.start(
            1, share -> Math.round(share * workloads.size()) + " of " + workloads.size());
    try {
      outcome =
          new Bench(WARM_UP, ROUNDS).run(workloads, done -> bar.advance(1.0 / workloads.size()));
    } finally {
      bar.close();
    }
    PrintWriter output = spec.commandLine().getOut();
    output.print(format == Format.JSON ? BenchReport.json(outcome) : BenchReport.text(outcome));
  }
}
