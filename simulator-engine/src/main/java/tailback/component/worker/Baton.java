package tailback.component.worker;

import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Line;
import tailback.queueing.Meter;

/**
 * The right to run Python in one worker process, which one contender has at a time: with threads it
 * is the GIL, with greenlets the hub, with asyncio the loop.
 *
 * <p>Those who are ready wait in the order in which they became so. With a switch interval, as the
 * GIL's 5 ms (CPython, {@code sys.getswitchinterval}), a holder that computes while somebody waits
 * must hand over when it is up; without one it keeps the baton until it gives it away.
 */
final class Baton {

  private final Simulation simulation;
  private final Meter meter;
  private final Meter workers;
  private final long interval;
  private final Line<Contender> ready;
  private final Event<Contender> granted;
  private final Event<Void> due;

  private Contender holder;
  private long heldSince;
  private long timer = -1;
  private boolean mustSwitch;

  /**
   * A baton that nobody has.
   *
   * @param meter of the GIL or the hub
   * @param workers counts the worker as busy while somebody has its baton; null: it counts
   *     otherwise
   * @param interval after which a computing holder hands over, nanoseconds; 0: never
   */
  Baton(Simulation simulation, Meter meter, Meter workers, long interval) {
    this.simulation = simulation;
    this.meter = meter;
    this.workers = workers;
    this.interval = interval;
    ready = new Line<>(meter, Integer.MAX_VALUE);
    granted = simulation.event("baton granted", Contender::granted);
    due = simulation.event("switch interval", this::onDue);
    meter.addCapacity(1);
  }

  /**
   * Takes the baton if it lies free; otherwise waits for it, and {@code granted} will be called.
   */
  boolean acquire(Contender contender) {
    if (holder == null) {
      meter.served();
      hold(contender);
      return true;
    }
    ready.join(contender);
    if (interval > 0 && timer < 0 && !mustSwitch) {
      timer = due.in(interval, null);
    }
    return false;
  }

  /** Gives the baton to whoever has been ready for longest. */
  void release() {
    drop();
    Contender next = ready.next();
    if (next != null) {
      hold(next);
      if (interval > 0 && !ready.isEmpty()) {
        timer = due.in(interval, null);
      }
      next.chosen();
      granted.now(next);
    }
  }

  /** The holder gives way: it goes to the end of the line. */
  void yield() {
    Contender last = holder;
    ready.join(last);
    release();
  }

  private void hold(Contender contender) {
    holder = contender;
    heldSince = simulation.now();
    meter.seized();
    if (workers != null) {
      workers.seized();
    }
  }

  private void drop() {
    holder = null;
    mustSwitch = false;
    if (timer >= 0) {
      simulation.cancel(timer);
      timer = -1;
    }
    meter.released();
    if (workers != null) {
      workers.released();
    }
  }

  private void onDue(Void nobody) {
    timer = -1;
    mustSwitch = true;
    if (holder instanceof Execution execution && execution.state == Execution.State.COMPUTES) {
      execution.preempt();
    }
  }

  /** Whether the holder has outstayed its interval and must hand over before it computes on. */
  boolean mustSwitch() {
    return mustSwitch;
  }

  /** The process is gone: nobody holds the baton and nobody waits for it. */
  void clear() {
    Contender waiting;
    while ((waiting = ready.first()) != null) {
      ready.leave(waiting);
    }
    if (holder != null) {
      drop();
    }
  }

  boolean isFree() {
    return holder == null;
  }

  /** Who has it; null when it lies free. */
  Contender holder() {
    return holder;
  }

  boolean isHeldBy(Contender contender) {
    return holder == contender;
  }

  /** How many are ready and wait. */
  int waiting() {
    return ready.length();
  }

  /** Since when the present holder has had it, nanoseconds. */
  long heldSince() {
    return heldSince;
  }
}
