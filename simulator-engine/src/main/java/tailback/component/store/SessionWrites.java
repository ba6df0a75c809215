package tailback.component.store;

import java.util.Arrays;
import tailback.component.worker.DatabaseAccess;
import tailback.component.worker.Execution;
import tailback.kernel.Simulation;

/**
 * When each user last committed a write: the session's last one, or the request's own where it
 * belongs to no session. A table with open addressing, as there may be very many sessions.
 */
final class SessionWrites {

  private static final long FREE = -1;

  private final Simulation simulation;
  private long[] sessions = free(64);
  private long[] times = new long[64];
  private RowLocks[] kinds = new RowLocks[64];
  private int used;

  SessionWrites(Simulation simulation) {
    this.simulation = simulation;
  }

  private static long[] free(int size) {
    long[] sessions = new long[size];
    Arrays.fill(sessions, FREE);
    return sessions;
  }

  /**
   * A user has committed a write now.
   *
   * @param kind of which rows; null when they have no name
   */
  void committed(Execution execution, RowLocks kind) {
    execution.databases().wrote(simulation.now());
    if (execution.userSession() >= 0) {
      put(execution.userSession(), simulation.now(), kind);
    }
  }

  /**
   * When the user's session last wrote a row of a kind, as far as its last write was of that kind
   * or of none; {@link DatabaseAccess#NEVER} otherwise.
   */
  long last(Execution execution, RowLocks kind) {
    long session = execution.userSession();
    if (session < 0) {
      return DatabaseAccess.NEVER;
    }
    int at = find(session);
    boolean same = sessions[at] == session && (kinds[at] == kind || kinds[at] == null);
    return same ? times[at] : DatabaseAccess.NEVER;
  }

  /** When the user last did, nanoseconds; {@link DatabaseAccess#NEVER} when never. */
  long last(Execution execution) {
    long session = execution.userSession();
    if (session < 0) {
      return execution.databases().wrote();
    }
    int at = find(session);
    return sessions[at] == session ? times[at] : DatabaseAccess.NEVER;
  }

  private void put(long session, long time, RowLocks kind) {
    int at = find(session);
    if (sessions[at] == FREE) {
      if (2 * ++used > sessions.length) {
        grow();
        at = find(session);
      }
      sessions[at] = session;
    }
    times[at] = time;
    kinds[at] = kind;
  }

  private int find(long session) {
    int at = Long.hashCode(session * 0x9e3779b97f4a7c15L) & sessions.length - 1;
    while (sessions[at] != FREE && sessions[at] != session) {
      at = at + 1 & sessions.length - 1;
    }
    return at;
  }

  private void grow() {
    long[] oldSessions = sessions;
    long[] oldTimes = times;
    RowLocks[] oldKinds = kinds;
    sessions = free(2 * oldSessions.length);
    times = new long[sessions.length];
    kinds = new RowLocks[sessions.length];
    for (int i = 0; i < oldSessions.length; i++) {
      if (oldSessions[i] != FREE) {
        int at = find(oldSessions[i]);
        sessions[at] = oldSessions[i];
        times[at] = oldTimes[i];
        kinds[at] = oldKinds[i];
      }
    }
  }
}
