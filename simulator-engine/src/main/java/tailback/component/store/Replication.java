package tailback.component.store;

import tailback.component.Assembly;
import tailback.component.Component.Tally;
import tailback.component.Occurrences;
import tailback.component.worker.DatabaseAccess;
import tailback.component.worker.Execution;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Distribution;

/**
 * What a read replica knows of its primary: everything that was committed there more than a lag
 * ago, which is drawn for each request. It takes no writes and no row locks.
 *
 * <p>A read is stale when the row that it names was written since, or when its own user has written
 * such a row since, whom it is most likely to be about; where it names none, when its own user has
 * written anything since.
 */
public final class Replication {

  private final Simulation simulation;
  private final SessionWrites writes;
  private final Distribution lag;
  private final Stream lags;
  private final int readOnly;
  private final Occurrences stale;

  Replication(Assembly assembly, Distribution lag, SessionWrites writes) {
    simulation = assembly.simulation();
    this.lag = lag;
    this.writes = writes;
    lags = assembly.stream("lag");
    stale = new Occurrences(assembly.part().name() + ".stale", simulation);
    readOnly = assembly.failure("ERROR: cannot execute UPDATE in a read-only transaction");
  }

  /** What a statement that writes or locks a row fails with. */
  int readOnly() {
    return readOnly;
  }

  /** Reads a row. */
  void read(Execution execution, RowLock row) {
    long asOf = asOf(execution);
    execution.databases().readAsOf(asOf);
    if (row.rows.versions().changedSince(row.key, asOf)
        || writes.last(execution, row.rows) > asOf) {
      readStale(execution);
    }
  }

  /** Reads something that its user may have written. */
  void read(Execution execution) {
    long last = writes.last(execution);
    if (last != DatabaseAccess.NEVER && last > asOf(execution)) {
      readStale(execution);
    }
  }

  private void readStale(Execution execution) {
    stale.happens();
    execution.readStale();
  }

  /** Begins its statistics anew: the end of the warm-up. */
  void reset() {
    stale.reset();
  }

  /** Tells how many reads were stale. */
  void count(Tally tally) {
    stale.count(tally);
  }

  private long asOf(Execution execution) {
    return simulation.now() - lag.sample(execution.draws(lags));
  }

  /** Whether the user has written within so long. */
  public boolean wroteWithin(Execution execution, long nanos) {
    long last = writes.last(execution);
    return last != DatabaseAccess.NEVER && simulation.now() - last <= nanos;
  }
}
