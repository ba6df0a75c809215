package tailback.component.store;

import java.util.HashMap;
import java.util.Map;
import tailback.component.Assembly;
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

  Timeout.Clock deadlockTimeout(Backend backend) {
    return deadlockTimeout.clock(backend);
  }

  /** The rows of a name; at least so many. */
  RowLocks rows(String row, int keys) {
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
                        "ERROR: could not obtain lock on row in relation \"" + row + "\"")));
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
    backend.locks.add(lock);
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
    return execution.session().backend;
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
    backend.lockTimeout.stop();
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
    backend.lockTimeout.start();
    backend.deadlockTimeout.start();
  }

  private static void stopWaiting(Backend backend) {
    backend.wanted = null;
    backend.wakeUp = Backend.NONE;
    backend.lockTimeout.stop();
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
  }
}
