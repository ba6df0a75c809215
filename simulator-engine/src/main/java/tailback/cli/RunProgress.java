package tailback.cli;

import java.time.Duration;
import java.util.List;
import tailback.cli.report.PrecisionList;
import tailback.cli.report.ProgressBar;
import tailback.cli.report.Quantity;
import tailback.experiment.Experiment;
import tailback.experiment.result.Results.Reached;

/** How far an experiment has come; where a precision is wanted, how far that is away. */
final class RunProgress implements AutoCloseable {

  private final Experiment experiment;
  private final double seconds;
  private final ProgressBar bar;
  private volatile String nearer = "";
  private int replications;

  /**
   * Watches an experiment that has not begun.
   *
   * @param duration of a run
   */
  RunProgress(Experiment experiment, Duration duration) {
    this.experiment = experiment;
    seconds = duration.toNanos() / 1e9;
    bar = ProgressBar.start(experiment.planned(), this::words);
    experiment.progress(bar::advance).known(this::known);
  }

  private String words(double runs) {
    return nearer.isEmpty() ? Quantity.seconds(runs * seconds) + " simulated" : nearer;
  }

  private void known(List<Reached> reached) {
    replications++;
    nearer = PrecisionList.progress(reached, replications);
    bar.expect(experiment.planned());
  }

  @Override
  public void close() {
    bar.close();
  }
}
