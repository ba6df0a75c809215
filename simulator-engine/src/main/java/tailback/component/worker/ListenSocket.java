package tailback.component.worker;

import tailback.component.Assembly;
import tailback.component.Component.Tally;
import tailback.component.Occurrences;
import tailback.component.worker.Gunicorn.Settings.Bind;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Line;
import tailback.queueing.Meter;

/**
 * The listening socket of a server: the kernel's accept queue, first come, first served, of {@code
 * backlog} + 1 connections (Linux compares with "greater than"), cut to {@code somaxconn}.
 *
 * <p>When it is full a unix socket refuses at once (EAGAIN). TCP refuses nobody: the SYN is dropped
 * and sent again ({@link SynRetries}), so a connection comes in at the next retry after there is
 * room, behind those who came later.
 */
final class ListenSocket {

  private static final int SOMAXCONN = 4096;

  private final SynRetries retries;
  private final Meter meter;
  private final Line<Execution> queue;
  private final boolean unix;
  private final int inQueue;
  private final int inSyn;
  private final Event<Execution> retry;
  private final Runnable arrived;
  private final Occurrences unheard;
  private final Simulation simulation;
  private final String part;
  private boolean listening = true;
  private long closedSince;
  private long closedFor;

  /**
   * A socket that listens.
   *
   * @param arrived called when a connection has come into the queue by a retry
   */
  ListenSocket(Assembly assembly, String part, int backlog, Bind bind, Runnable arrived) {
    retries = new SynRetries(assembly);
    queue = assembly.line(part + ".backlog", Math.min(backlog, SOMAXCONN) + 1);
    meter = assembly.meter(part + ".backlog");
    unix = bind == Bind.UNIX;
    inQueue = assembly.place(part + ".backlog");
    inSyn = assembly.place(part + ".syn");
    retry = assembly.event("SYN retry", this::onRetry);
    this.arrived = arrived;
    this.part = part;
    simulation = assembly.simulation();
    unheard = new Occurrences(part + ".nobody_listened", simulation);
  }

  /** Whether a connection that comes now need not wait for others. */
  boolean passes() {
    return listening && queue.isEmpty();
  }

  /** It was accepted as it came. */
  void passed() {
    meter.served();
  }

  /**
   * A connection comes.
   *
   * @return false when it was refused: nobody listens, or a unix socket is full
   */
  boolean connect(Execution execution) {
    if (!listening) {
      unheard.happens();
      return false;
    }
    if (queue.join(execution)) {
      execution.enter(inQueue);
      return true;
    }
    if (unix) {
      return false;
    }
    execution.connected = false;
    execution.attempts = 0;
    execution.enter(inSyn);
    sendAgain(execution);
    return true;
  }

  private void sendAgain(Execution execution) {
    retry.in(retries.next(execution.attempts++), execution);
  }

  private void onRetry(Execution execution) {
    if (execution.nobodyWaits()) {
      execution.bury();
    } else if (!listening || SynRetries.isLast(execution.attempts)) {
      execution.refuse();
      execution.bury();
    } else if (queue.join(execution)) {
      execution.connect();
      execution.enter(inQueue);
      arrived.run();
    } else {
      sendAgain(execution);
    }
  }

  /**
   * The last process that had it open has closed it: what nobody has accepted is reset, and whoever
   * comes is refused.
   */
  void close() {
    listen(false);
    for (Execution waiting = queue.first(); waiting != null; waiting = queue.first()) {
      queue.leave(waiting);
      unheard.happens();
      waiting.reset();
      waiting.bury();
    }
  }

  /** Its path is gone, while what has queued stays: whoever comes finds no unix socket. */
  void unlink() {
    listen(listening && !unix);
  }

  /** Somebody listens again. */
  void open() {
    listen(true);
  }

  private void listen(boolean now) {
    if (listening && !now) {
      closedSince = simulation.now();
    } else if (!listening && now) {
      closedFor += simulation.now() - closedSince;
    }
    listening = now;
  }

  /** Begins its statistics anew: the end of the warm-up. */
  void reset() {
    unheard.reset();
    closedFor = 0;
    closedSince = simulation.now();
  }

  /** Tells who came or waited while nobody listened, and for how long that was so. */
  void count(Tally tally) {
    if (unheard.count() > 0) {
      unheard.count(tally);
      long open = listening ? 0 : simulation.now() - closedSince;
      tally.add(part + ".not_listening_ns", closedFor + open);
    }
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The connection that will be accepted next. */
  Execution first() {
    return queue.first();
  }

  /** Accepts the connection that waited longest. */
  Execution accept() {
    return queue.next();
  }
}
