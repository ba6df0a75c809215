package tailback.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tailback.cli.report.ProgressBar;
import tailback.component.Costs;
import tailback.experiment.Check;
import tailback.experiment.result.Checked;
import tailback.scenario.CostTable;

/** The runs of a check, on all cores; Ctrl-C leaves out those that have not ended. */
final class CheckRuns {

  private static final int LOOK_MILLIS = 20;

  private final List<Planned> planned;
  private final Costs costs = CostTable.read();
  private int unmade;

  CheckRuns(List<Planned> planned) {
    this.planned = planned;
  }

  /** A run to make. */
  record Planned(Path file, Check.Case toRun, long seed) {}

  /** Makes them; what became of the expectations, in the order of the plan. */
  List<Checked> make() {
    Interruption.watch();
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    ProgressBar bar =
        ProgressBar.start(
            Math.max(1, planned.size()),
            runs -> Math.round(runs) + " of " + planned.size() + " runs");
    try {
      List<Future<List<Checked>>> futures = new ArrayList<>();
      for (Planned each : planned) {
        futures.add(
            pool.submit(
                () -> {
                  List<Checked> verdicts = check(each);
                  bar.advance(1);
                  return verdicts;
                }));
      }
      List<Checked> all = new ArrayList<>();
      for (int i = 0; i < futures.size(); i++) {
        all.addAll(verdicts(futures.get(i), planned.get(i)));
      }
      return all;
    } finally {
      pool.shutdownNow();
      bar.close();
    }
  }

  /** How many were not made, because somebody has pressed Ctrl-C. */
  int unmade() {
    return unmade;
  }

  private List<Checked> verdicts(Future<List<Checked>> future, Planned run) {
    while (!Interruption.requested() || future.isDone()) {
      try {
        return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // still under way: has somebody pressed Ctrl-C?
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            run.file() + ", seed " + run.seed() + ": " + e.getCause(), e.getCause());
      }
    }
    unmade++;
    return List.of();
  }

  private List<Checked> check(Planned run) {
    return run.toRun().run(costs, run.seed()).stream()
        .map(
            expected ->
                new Checked(
                    run.file().toString(),
                    run.toRun().variant(),
                    run.seed(),
                    expected.text(),
                    expected.holds(),
                    expected.measured()))
        .toList();
  }
}
