package tailback.component.worker;

import tailback.component.store.Connection;

/**
 * The database connections that the threads of a process keep from one request to the next. A
 * request takes a thread's share when it first asks for it, the one that has been idle for longest.
 */
public final class ThreadLocals {

  private final Connection[][] kept;
  private final int[] idle;
  private int first;
  private int count;

  ThreadLocals(int threads, int databases) {
    kept = new Connection[threads][databases];
    idle = new int[threads];
    for (int thread = 0; thread < threads; thread++) {
      idle[count++] = thread;
    }
  }

  /** Takes the connection that this request's thread has kept to a database; null: it has none. */
  public Connection take(Execution execution, int database) {
    if (execution.slot < 0 && count > 0) {
      execution.slot = idle[first];
      first = (first + 1) % idle.length;
      count--;
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
      idle[(first + count++) % idle.length] = execution.slot;
      execution.slot = -1;
    }
  }

  /** The process has died, and its connections with it. */
  void sever() {
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
