package tailback.component.edge;

import tailback.component.host.Host;
import tailback.kernel.Action;
import tailback.queueing.Customer;
import tailback.queueing.Line;
import tailback.queueing.Meter;

/**
 * A thread that runs one piece of work after the other and waits for nothing else: a worker process
 * of Nginx, a thread of HAProxy. While it computes, all its connections wait.
 *
 * <p>What is ready waits in a line of its own; new connections wait in the listening socket that it
 * shares with the other loops. It takes whatever has waited longer.
 */
public final class EventLoop {

  private final int number;
  private final Host host;
  private final Meter busy;
  private final Line<Task> ready;
  private final ListeningSocket socket;
  private final Action<Task> computed = this::onComputed;
  private boolean running;

  /**
   * A loop with nothing to do.
   *
   * @param number of the process or thread that it is
   * @param busy counts the loops that are at work, and who waits for one
   * @param socket where new connections wait for it or another one
   */
  EventLoop(int number, Host host, Meter busy, ListeningSocket socket) {
    this.number = number;
    this.host = host;
    this.busy = busy;
    this.socket = socket;
    busy.addCapacity(1);
    ready = new Line<>(busy, Integer.MAX_VALUE);
  }

  /** Does a piece of work of one of its connections, when its turn comes. */
  void run(Task task) {
    if (running) {
      ready.join(task);
      task.waits();
    } else {
      busy.served();
      start(task);
    }
  }

  /** The number of the process or thread that it is. */
  int number() {
    return number;
  }

  boolean isIdle() {
    return !running;
  }

  private void start(Task task) {
    running = true;
    busy.seized();
    task.loop = this;
    host.cpu().start(task, task.begin(), computed);
  }

  private void onComputed(Task task) {
    task.ran(host.waiting(), host.cpu().waitOf(task, 0));
    running = false;
    busy.released();
    Task next = next();
    if (next != null) {
      start(next);
    }
  }

  private Task next() {
    Task waiting = socket.first();
    Task own = ready.first();
    if (waiting != null && (own == null || waiting.joined() < own.joined())) {
      busy.served();
      return socket.accept(this);
    }
    return ready.next();
  }

  /** A connection, and the piece of work that is to be done for it. */
  abstract static class Task extends Customer {

    /** The loop that accepted it. */
    EventLoop loop;

    /** Its loop is busy. */
    abstract void waits();

    /** Its turn has come; returns how long it computes, nanoseconds. */
    abstract long begin();

    /** It has computed, and waited so long for a core meanwhile. */
    abstract void ran(int place, long waited);

    /** Leaves the line in which it waits for a loop, if it does. */
    final void withdraw() {
      if (waiting()) {
        leaveAll();
      }
    }
  }
}
