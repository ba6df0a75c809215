package tailback.component.store;

import tailback.component.Assembly;
import tailback.component.worker.Execution;
import tailback.kernel.Stream;
import tailback.program.Step.SynchronousCommit;
import tailback.queueing.Distribution;

/**
 * What a COMMIT waits for: a flush of the WAL, and a standby where {@code
 * synchronous_standby_names} has one (PostgreSQL 16, access/transam/xact.c,
 * RecordTransactionCommit). Commits that come during a flush share the next one, so that a flush is
 * a delay and no queue.
 */
final class Commits {

  private final String standbyName;
  private final long flush;
  private final Stream lags;
  private Distribution standbyLag;
  private long standbyFlush;

  Commits(Assembly assembly, Postgres.Settings settings) {
    standbyName = settings.synchronousStandbyNames();
    flush = flush(assembly, settings);
    lags = assembly.stream("synchronous standby");
  }

  private static long flush(Assembly assembly, Postgres.Settings settings) {
    return settings.flush() != null ? settings.flush().toNanos() : assembly.cost("postgres.flush");
  }

  /** A replica is being built; returns whether it is the synchronous standby. */
  boolean replica(Assembly assembly, Postgres.Settings settings) {
    if (!assembly.part().name().equals(standbyName)) {
      return false;
    }
    standbyLag = settings.lag();
    standbyFlush = flush(assembly, settings);
    return true;
  }

  /** How long the COMMIT of a transaction that has written takes, nanoseconds. */
  long time(Execution execution, SynchronousCommit waitsFor) {
    return switch (waitsFor) {
      case OFF -> 0;
      case LOCAL, REMOTE_WRITE -> flush;
      case ON -> flush + standbyFlush;
      case REMOTE_APPLY -> flush + untilApplied(execution);
    };
  }

  private long untilApplied(Execution execution) {
    return standbyLag == null ? 0 : standbyLag.sample(execution.draws(lags));
  }
}
