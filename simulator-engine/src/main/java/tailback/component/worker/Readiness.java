package tailback.component.worker;

/**
 * Whether a process can accept a connection now, which the socket that it accepts from wants to
 * know at each change.
 */
final class Readiness {

  private final WorkerProcess process;
  private final boolean eager;
  private final int threads;
  private final LiveExecutions live;

  /** Where it accepts connections, and its place among the others there; null: nowhere. */
  private SharedSocket socket;

  private int place;
  private int room;
  private int idle;
  private boolean accepting = true;
  private boolean able;

  /**
   * That of a process which accepts nowhere yet.
   *
   * @param threads how many threads run requests; 0 where every connection runs at once
   * @param live what lives in the process
   */
  Readiness(WorkerProcess process, WorkerClass row, int threads, LiveExecutions live) {
    this.process = process;
    eager = row.accepts() == WorkerClass.Accepts.EAGERLY;
    this.threads = threads;
    this.live = live;
  }

  /**
   * It accepts connections there from now on, in this place among the others.
   *
   * @param connections how many it takes at most
   */
  void acceptsFrom(SharedSocket shared, int among, int connections) {
    socket = shared;
    place = among;
    room = connections;
    able = false;
    changed();
  }

  /** Another process has taken its place. */
  void acceptsNowhere() {
    socket = null;
  }

  /** Is up, and accepts; or not any more. */
  void accepting(boolean whether) {
    accepting = whether;
    changed();
  }

  /** So many connections are open between two requests. */
  void keeps(int connections) {
    idle = connections;
    occupied();
  }

  /** It has taken one more, or one less: which only matters when it is full or has a queue. */
  void occupied() {
    if (taken() >= room - 1 || threadsTaken()) {
      changed();
    }
  }

  /** Something has changed on which it depends: the socket wants to know. */
  void changed() {
    if (socket == null) {
      return;
    }
    boolean can = canAccept();
    if (can && (!able || threadsTaken())) {
      socket.canAccept(place, waitingForThread());
    } else if (!can && able) {
      socket.cannotAccept(place);
    }
    able = can;
  }

  /** Whether it would accept a connection now. */
  boolean canAccept() {
    return hasRoom() && canRun();
  }

  /** Whether it would accept a connection when its acceptor has its turn. */
  boolean hasRoom() {
    return accepting && taken() < room;
  }

  /**
   * Whether its acceptor gets its turn at once. What a thread computes for Gunicorn before the view
   * does not count: the law of the accept race was fitted to workers that do that.
   */
  private boolean canRun() {
    Baton baton = process.baton();
    return baton.isFree()
        || eager
            && baton.waiting() == 0
            && baton.holder() instanceof Execution execution
            && execution.isBeforeView();
  }

  /** How many connections it has taken: running, waiting inside, closing, kept. */
  int taken() {
    return live.connections() + idle;
  }

  private boolean threadsTaken() {
    return threads > 0 && live.count() >= threads;
  }

  private int waitingForThread() {
    return threads == 0 ? 0 : Math.max(0, live.count() - threads);
  }
}
