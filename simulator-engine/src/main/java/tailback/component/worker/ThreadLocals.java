package tailback.component.worker;

import java.util.function.IntSupplier;
import tailback.component.framework.CachePools;
import tailback.component.framework.ProcessPools;
import tailback.component.store.Connection;

/**
 * The threads of a process, and the database connections that they keep from one request to the
 * next.
 *
 * <p>A request runs on the thread that has been idle for longest. When none is idle another thread
 * starts, up to their number (CPython 3.11, concurrent/futures/thread.py, _adjust_thread_count): so
 * a process has as many threads, and keeps as many connections, as it ever had requests at once.
 */
public final class ThreadLocals {

  private final Connection[][] kept;
  private final int[] idle;
  private int first;
  private int count;
  private int started;
  private final ProcessPools shared;
  private final CachePools caches;
  private final IntSupplier lives;
  private int life;

  /**
   * No thread has started yet.
   *
   * @param shared the pools that they share instead of keeping connections, by database; may be
   *     null
   * @param caches their connections to caches; null where those have no limit
   * @param lives numbers each life of a process, which may die and be born again
   */
  ThreadLocals(
      int threads, int databases, ProcessPools shared, CachePools caches, IntSupplier lives) {
    this.caches = caches;
    this.lives = lives;
    life = lives.getAsInt();
    kept = new Connection[threads][databases];
    idle = new int[threads];
    this.shared = shared;
  }

  /** The pools that the threads share, by database; null when they share none. */
  public ProcessPools shared() {
    return shared;
  }

  /** The connections of the process to caches; null where they have no limit. */
  public CachePools caches() {
    return caches;
  }

  /** The number of the present life of the process, from 1; no two lives have the same. */
  public int life() {
    return life;
  }

  /** A request has a thread from now on, if the process has any that outlives it. */
  void enter(Execution execution) {
    if (count > 0) {
      execution.slot = idle[first];
      first = first + 1 == idle.length ? 0 : first + 1;
      count--;
    } else if (started < idle.length) {
      execution.slot = started++;
    }
  }

  /** Takes the connection that this request's thread has kept to a database; null: it has none. */
  public Connection take(Execution execution, int database) {
    if (execution.slot < 0) {
      enter(execution);
    }
    if (execution.slot < 0) {
      return null;
    }
    Connection connection = kept[execution.slot][database];
    kept[execution.slot][database] = null;
    return connection;
  }

  /**
   * Keeps a connection for the next request of this thread.
   *
   * @return false when what runs the request ends with it, as a greenlet does
   */
  public boolean keep(Execution execution, int database, Connection connection) {
    if (execution.slot < 0) {
      return false;
    }
    kept[execution.slot][database] = connection;
    return true;
  }

  /** The request is over; its thread is idle. */
  void giveBack(Execution execution) {
    if (execution.slot >= 0) {
      int last = first + count++;
      idle[last < idle.length ? last : last - idle.length] = execution.slot;
      execution.slot = -1;
    }
  }

  /** The process has died, and its threads and connections with it. */
  void sever() {
    life = lives.getAsInt();
    started = 0;
    count = 0;
    if (shared != null) {
      shared.die();
    }
    if (caches != null) {
      caches.die();
    }
    for (Connection[] ofThread : kept) {
      for (int database = 0; database < ofThread.length; database++) {
        if (ofThread[database] != null) {
          ofThread[database].sever();
          ofThread[database] = null;
        }
      }
    }
  }
}
