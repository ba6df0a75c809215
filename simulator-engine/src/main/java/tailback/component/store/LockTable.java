package tailback.component.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Component.Tally;
import tailback.component.worker.Execution;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;

/**
 * The row locks of a Postgres, each held to the end of its transaction.
 *
 * <p>Who waits longest holds the heavyweight lock of the tuple and waits for the owner's
 * transaction; the others wait for the tuple, first come, first served. So it stays as long as
 * owners change nothing. When one commits a new version of the row, they all wake, one after the
 * other, follow it to that version and line up there: who is slow to get there is overtaken, also
 * by newcomers, and each wait begins anew with its {@code lock_timeout} (PostgreSQL 15, heapam.c,
 * heap_lock_tuple; heapam_handler.c, heapam_tuple_lock; README.tuplock).
 *
 * <p>Advisory locks are among them: a session has those, over the end of its transactions, as often
 * as it took them (lockfuncs.c, pg_advisory_lock_int8).
 */
final class LockTable {

  /** Who is told what came of a wait. */
  interface Waiter {

    /** It has the row. */
    void locked(Backend backend, RowLock lock);

    /** It waits no longer, and its statement fails. */
    void failed(Backend backend, int failure);
  }

  private final Assembly assembly;
  private final Simulation simulation;
  private final String name;
  private final Waiter waiter;
  private final int connections;
  private final long wake;
  private final long next;
  private final Stream wakes;
  private final Map<String, RowLocks> rows = new HashMap<>();
  private final Timeout lockTimeout;
  private final Timeout deadlockTimeout;
  private final Event<Backend> woken;
  private final int timedOut;
  private final int deadlock;
  private long deadlocks;
  private long shared;
  private long notOwned;

  LockTable(Assembly assembly, Postgres.Settings settings, Waiter waiter) {
    this.assembly = assembly;
    this.waiter = waiter;
    simulation = assembly.simulation();
    name = assembly.part().name();
    connections = settings.slots(Postgres.machine(assembly));
    wake = assembly.cost("postgres.lock.wake");
    next = assembly.cost("postgres.lock.next");
    wakes = assembly.stream("row lock");
    woken = assembly.event("row lock", this::onWoken);
    lockTimeout =
        new Timeout(assembly, "lock_timeout", settings.lockTimeout(), this::onLockTimeout);
    deadlockTimeout =
        new Timeout(assembly, "deadlock_timeout", settings.deadlockTimeout(), this::onDeadlock);
    timedOut = assembly.failure("ERROR: canceling statement due to lock timeout");
    deadlock = assembly.failure("ERROR: deadlock detected");
  }

  Timeout.Clock lockTimeout(Backend backend) {
    return lockTimeout.clock(backend);
  }

  /** The clock of a session that has SET its timeout, nanoseconds. */
  Timeout.Clock lockTimeout(Backend backend, long nanos) {
    return lockTimeout.clock(backend, nanos);
  }

  Timeout.Clock deadlockTimeout(Backend backend) {
    return deadlockTimeout.clock(backend);
  }

  /** The rows of a name; at least so many. */
  RowLocks rows(String row, int keys) {
    return rows(row, keys, false);
  }

  /** The advisory locks of a name; at least so many. */
  RowLocks advisory(String key, int keys) {
    return rows(key, keys, true);
  }

  private RowLocks rows(String row, int keys, boolean advisory) {
    String resource = name + ".lock(" + row + ")";
    RowLocks locks =
        rows.computeIfAbsent(
            row,
            r ->
                new RowLocks(
                    row,
                    assembly.shared("versions " + row, Versions::new),
                    assembly.meter(resource),
                    assembly.place(resource),
                    assembly.failure(
                        "ERROR: could not obtain lock on row in relation \"" + row + "\""),
                    advisory));
    locks.atLeast(keys);
    return locks;
  }

  /** Takes a row; false when the execution has to wait. */
  boolean acquire(Execution execution, Backend backend, RowLock lock) {
    if (lock.owner == null) {
      lock.rows.meter().served();
      take(backend, lock);
      return true;
    }
    lock.waiting.join(execution);
    execution.enter(lock.rows.place());
    backend.wanted = lock;
    startClocks(backend);
    return false;
  }

  private static void take(Backend backend, RowLock lock) {
    lock.owner = backend;
    lock.rows.meter().seized();
    if (!lock.rows.advisory()) {
      backend.locks.add(lock);
      return;
    }
    lock.held = 1;
    lock.holder = backend.connection.user().number();
    if (backend.advisory == null) {
      backend.advisory = new ArrayList<>(1);
    }
    backend.advisory.add(lock);
  }

  /**
   * Whether its session has it already: the row lock of its transaction, or an advisory lock, which
   * it then has once more, even if a pool has lent the session to somebody else meanwhile.
   */
  boolean holds(Execution execution, Backend backend, RowLock lock) {
    if (lock.owner != backend) {
      return false;
    }
    if (lock.rows.advisory()) {
      lock.held++;
      if (lock.holder != execution.number()) {
        shared++;
      }
    }
    return true;
  }

  /** pg_advisory_unlock: a session that does not have it gets a warning, and that is all. */
  void unlock(Backend backend, RowLock lock) {
    if (lock.owner != backend) {
      notOwned++;
    } else if (--lock.held == 0) {
      backend.advisory.remove(lock);
      free(lock);
    }
  }

  /** Its session is over, or as new: its advisory locks are free. */
  void releaseAdvisory(Backend backend) {
    if (backend.advisory != null) {
      backend.advisory.forEach(this::free);
      backend.advisory.clear();
    }
  }

  private void free(RowLock lock) {
    lock.owner = null;
    lock.rows.meter().released();
    wakeFirst(lock);
  }

  /** Its transaction ends; its rows are free. */
  void release(Backend backend, boolean committed) {
    for (int i = 0; i < backend.locks.size(); i++) {
      RowLock lock = backend.locks.get(i);
      lock.owner = null;
      lock.rows.meter().released();
      if (lock.changed && committed) {
        lock.rows.versions().committed(lock.key, simulation.now());
        wakeAll(lock);
      } else {
        wakeFirst(lock);
      }
      lock.changed = false;
    }
    backend.locks.clear();
  }

  /** Its statement was cancelled while it waited; the execution has left the line. */
  void withdraw(Backend backend) {
    RowLock lock = backend.wanted;
    simulation.cancel(backend.wakeUp);
    stopWaiting(backend);
    if (lock.owner == null) {
      wakeFirst(lock);
    }
  }

  // ---- waking up

  private static Backend of(Execution execution) {
    return execution.databases().session().backend;
  }

  /** The row is as it was: the first waiter's turn, who keeps its place if a newcomer is faster. */
  private void wakeFirst(RowLock lock) {
    Execution execution = lock.waiting.first();
    while (execution != null && of(execution).wakeUp != Backend.NONE) {
      execution = lock.waiting.after(execution);
    }
    if (execution != null) {
      wake(of(execution), wake, false);
    }
  }

  /**
   * The row has a new version: all follow it. The first lets the second one go, the second the
   * third, and each is under way for a time that is chance.
   */
  private void wakeAll(RowLock lock) {
    lock.versions++;
    long turn = wake;
    Execution execution = lock.waiting.first();
    while (execution != null) {
      Backend backend = of(execution);
      if (backend.wakeUp == Backend.NONE) {
        wakes.of(execution.number(), lock.versions);
        boolean first = turn == wake;
        turn += wakes.nextExponential(next);
        wake(backend, first ? wake : turn + wakes.nextExponential(next), true);
      }
      execution = lock.waiting.after(execution);
    }
  }

  private void wake(Backend backend, long delay, boolean follows) {
    backend.follows = follows;
    backend.wakeUp = woken.in(delay, backend);
    backend.parameters.lockTimeout().stop();
    backend.deadlockTimeout.stop();
  }

  /** It looks at the row: takes it, or finds that somebody else was faster. */
  private void onWoken(Backend backend) {
    RowLock lock = backend.wanted;
    Execution execution = backend.connection.user();
    backend.wakeUp = Backend.NONE;
    if (lock.owner == null) {
      lock.waiting.take(execution);
      stopWaiting(backend);
      take(backend, lock);
      firstWaitsForTheOwner(lock);
      waiter.locked(backend, lock);
    } else {
      if (backend.follows) {
        lock.waiting.backToTheEnd(execution);
      }
      startClocks(backend);
    }
  }

  /** Who is first now has the tuple, and begins to wait for the owner's transaction. */
  private void firstWaitsForTheOwner(RowLock lock) {
    Execution first = lock.waiting.first();
    if (first != null && of(first).wakeUp == Backend.NONE) {
      startClocks(of(first));
    }
  }

  private static void startClocks(Backend backend) {
    backend.parameters.lockTimeout().start();
    backend.deadlockTimeout.start();
  }

  private static void stopWaiting(Backend backend) {
    backend.wanted = null;
    backend.wakeUp = Backend.NONE;
    backend.parameters.lockTimeout().stop();
    backend.deadlockTimeout.stop();
  }

  // ---- waiting too long

  private void onLockTimeout(Backend backend) {
    waiter.failed(backend, timedOut);
  }

  /** After deadlock_timeout: does the one I wait for wait, in the end, for me? */
  private void onDeadlock(Backend backend) {
    Backend holder = backend;
    for (int links = 0; links < connections && holder.wanted != null; links++) {
      holder = holder.wanted.owner;
      if (holder == null) {
        return;
      }
      if (holder == backend) {
        deadlocks++;
        waiter.failed(backend, deadlock);
        return;
      }
    }
  }

  /** How many circles were found since the last reset. */
  long deadlocks() {
    return deadlocks;
  }

  void reset() {
    deadlocks = 0;
    shared = 0;
    notOwned = 0;
  }

  /** Tells of advisory locks that two had at once, and of those that one did not have. */
  void count(Tally tally, String part) {
    if (shared > 0) {
      tally.add(part + ".advisory_shared", shared);
    }
    if (notOwned > 0) {
      tally.add(part + ".advisory_not_owned", notOwned);
    }
  }
}
