package tailback.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tailback.cli.report.CompareReport;
import tailback.cli.report.ProgressBar;
import tailback.cli.report.Quantity;
import tailback.cli.report.Terminal;
import tailback.component.Costs;
import tailback.experiment.Comparison;
import tailback.experiment.result.Compared;
import tailback.scenario.CostTable;
import tailback.scenario.Problem;
import tailback.scenario.Scenario;
import tailback.scenario.Scenario.Variant;
import tailback.scenario.ScenarioReader;

/** {@code tailback compare}: what a change does to the very same requests. */
@Command(
    name = "compare",
    description =
        "Compares a scenario with another, with a change, or with its what-ifs: both sides"
            + " meet the very same requests.",
    footer = {
      "",
      "The two sides run in pairs, each pair with a seed of its own. A difference is shown when its"
          + " 95 %% interval does not hold zero."
    })
final class CompareCommand implements Callable<Integer> {

  private static final int FEWEST_REPLICATIONS = 2;
  private static final int MOST_REPLICATIONS = 10_000;
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @Mixin private ExperimentOptions options;

  @Mixin private WarmUpOption warmup;

  @Parameters(index = "0", paramLabel = "A", description = "A scenario file, YAML or JSON.")
  private String first;

  @Parameters(
      index = "1",
      paramLabel = "B",
      arity = "0..1",
      description = "The scenario to compare it with.")
  private String second;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Instead of B: A with this setting changed; may be repeated.")
  private List<String> sets = new ArrayList<>();

  @Option(
      names = "--what-if",
      paramLabel = "NAME",
      description = "Instead of B: A's what-if of that name, or all of them; may be repeated.")
  private List<String> whatIfs = new ArrayList<>();

  @Option(
      names = "--replications",
      paramLabel = "R",
      description = "How many pairs of runs, each with another seed; 10 when absent.")
  private int replications = Comparison.USUAL_REPLICATIONS;

  @Override
  public Integer call() {
    options.within("--replications", replications, FEWEST_REPLICATIONS, MOST_REPLICATIONS);
    int ways = (second == null ? 0 : 1) + (sets.isEmpty() ? 0 : 1) + (whatIfs.isEmpty() ? 0 : 1);
    if (ways != 1) {
      throw new ParameterException(
          spec.commandLine(),
          ways == 0
              ? "with what? Name a second scenario, --set PATH=VALUE or --what-if NAME"
              : "a second scenario, --set and --what-if exclude each other");
    }
    Scenario a = ScenarioReader.read(ScenarioOptions.path(first), List.of());
    Map<String, Scenario> others = others(a);
    others.replaceAll((name, other) -> warmup.of(other));
    Map<String, Compared> compared;
    try {
      compared = compare(warmup.of(a), others);
    } catch (CancellationException e) {
      spec.commandLine().getErr().println("Cut short before a pair of runs had ended.");
      return Main.DONE;
    }
    CompareReport report = new CompareReport(compared, isSeveral());
    PrintWriter output = spec.commandLine().getOut();
    output.print(options.isJson() ? report.json() : report.text(Terminal.output()));
    return Main.DONE;
  }

  /** Whether a list was asked for, even if only one is on it. */
  private boolean isSeveral() {
    return whatIfs.size() > 1 || whatIfs.contains(ALL);
  }

  /** The other sides, by what tells them from the first. */
  private Map<String, Scenario> others(Scenario a) {
    Map<String, Scenario> others = new LinkedHashMap<>();
    if (second != null) {
      others.put(second, ScenarioReader.read(ScenarioOptions.path(second), List.of()));
    } else if (!sets.isEmpty()) {
      others.put(String.join(", ", sets), ScenarioReader.read(ScenarioOptions.path(first), sets));
    }
    for (String name : chosen(a)) {
      Variant variant = a.whatIf().get(name);
      if (variant == null) {
        throw Problem.ofArgument(
            "--what-if " + name,
            a.whatIf().isEmpty()
                ? first + " has no what-if"
                : "no what-if '" + name + "' in " + first,
            name,
            a.whatIf().keySet());
      }
      others.put(name, variant.scenario());
    }
    return others;
  }

  private Set<String> chosen(Scenario a) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : whatIfs) {
      if (name.equals(ALL) && !a.whatIf().isEmpty()) {
        names.addAll(a.whatIf().keySet());
      } else {
        names.add(name);
      }
    }
    return names;
  }

  private Map<String, Compared> compare(Scenario a, Map<String, Scenario> others) {
    Interruption.watch();
    Costs costs = CostTable.read();
    Map<String, Comparison> comparisons = new LinkedHashMap<>();
    others.forEach((name, b) -> comparisons.put(name, comparison(a, b, costs)));
    int runs = comparisons.values().stream().mapToInt(Comparison::planned).sum();
    double seconds = a.duration().toNanos() / 1e9;
    ProgressBar bar =
        ProgressBar.start(runs, done -> Quantity.seconds(done * seconds) + " simulated");
    try {
      Map<String, Compared> compared = new LinkedHashMap<>();
      for (Map.Entry<String, Comparison> each : comparisons.entrySet()) {
        if (compared.isEmpty() || !Interruption.requested()) {
          compared.put(each.getKey(), each.getValue().progress(bar::advance).run());
        }
      }
      return compared;
    } finally {
      bar.close();
    }
  }

  private Comparison comparison(Scenario a, Scenario b, Costs costs) {
    Comparison comparison =
        new Comparison(a, b, costs)
            .replications(replications)
            .goOn(() -> !Interruption.requested());
    options.tell(comparison::seed, comparison::threads);
    return comparison;
  }
}
