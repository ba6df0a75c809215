package tailback.component.worker;

import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Line;
import tailback.queueing.Meter;
import tailback.queueing.ProcessorSharing;

/**
 * The right to run Python in one worker process, which one contender has at a time: with threads it
 * is the GIL, with greenlets the hub, with asyncio the loop.
 *
 * <p>A hub or a loop runs who is ready in the order in which they became so, and who runs keeps the
 * baton until it gives it away.
 *
 * <p>The GIL has a switch interval of 5 ms (CPython, {@code sys.getswitchinterval}): a holder that
 * computes while somebody waits must hand over when it is up. Who gets it is not a matter of order:
 * all wait on one condition variable, and it is whoever the kernel wakes (CPython 3.11,
 * ceval_gil.h, take_gil). And every system call drops it, even one that takes microseconds: then
 * somebody who waits is woken, and may have it before the caller is back ({@link #isLostIn}).
 */
final class Baton {

  /**
   * The chance of who already waited when the GIL last changed hands, beside that of who came since
   * (the thread that had it until then is one of these): a thread that ran a moment ago is awake,
   * and faster than one that must be woken. Fitted to E13: with two threads that compute, one that
   * comes back to its handler waits for two switch intervals (p50) and for 13 (p95).
   */
  private static final double ASLEEP = 0.2;

  private static final long NEVER = Long.MAX_VALUE;

  private final Simulation simulation;
  private final Meter meter;
  private final Meter workers;
  private final long interval;
  private final ProcessorSharing cores;
  private final Stream stream;
  private final Runnable changed;
  private final Line<Contender> ready;
  private final Event<Contender> granted;
  private final Event<Void> due;

  private Contender holder;
  private long heldSince;
  private long timer = -1;
  private long deadline = NEVER;
  private long draws;

  /**
   * A baton that nobody has.
   *
   * @param meter of the GIL or the hub
   * @param workers counts the worker as busy while somebody has its baton; null: it counts
   *     otherwise
   * @param interval after which a computing holder hands over, nanoseconds; 0: never
   * @param cores on which its holder computes
   * @param stream decides who gets a GIL
   * @param changed called whenever somebody else has it, or waits for it
   */
  Baton(
      Simulation simulation,
      Meter meter,
      Meter workers,
      long interval,
      ProcessorSharing cores,
      Stream stream,
      Runnable changed) {
    this.simulation = simulation;
    this.meter = meter;
    this.workers = workers;
    this.interval = interval;
    this.cores = cores;
    this.stream = stream;
    this.changed = changed;
    ready = new Line<>(meter, Integer.MAX_VALUE);
    granted = simulation.event("baton granted", Contender::granted);
    due = simulation.event("switch interval", nobody -> onDue());
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
    changed.run();
    if (interval > 0 && deadline == NEVER) {
      deadline = simulation.now() + interval;
      watch();
    }
    return false;
  }

  /** Gives the baton to somebody who is ready. */
  void release() {
    if (ready.isEmpty()) {
      drop();
    } else {
      give(choose());
    }
  }

  /** The holder gives way to somebody else, if anybody is ready, and waits for its next turn. */
  void yield() {
    Contender last = holder;
    if (ready.isEmpty()) {
      ready.join(last);
      give(choose());
    } else {
      Contender next = choose();
      ready.join(last);
      give(next);
    }
  }

  private Contender choose() {
    return interval == 0 || ready.length() == 1 ? ready.next() : ready.next(woken());
  }

  /** Who of those that wait for the GIL gets it: how many stand before it. */
  private int woken() {
    double sum = 0;
    for (Contender each = ready.first(); each != null; each = ready.after(each)) {
      sum += chanceOf(each);
    }
    double draw = draw().nextDouble() * sum;
    int before = -1;
    for (Contender each = ready.first(); each != null && draw >= 0; each = ready.after(each)) {
      draw -= chanceOf(each);
      before++;
    }
    return before;
  }

  private double chanceOf(Contender waiting) {
    return waiting.joined() >= heldSince ? 1 : ASLEEP;
  }

  private Stream draw() {
    return stream.of(holder.number(), draws++);
  }

  /** From one hand to the other: it does not lie free between, so no meter moves. */
  private void give(Contender next) {
    stopTimer();
    holder = next;
    heldSince = simulation.now();
    changed.run();
    if (interval > 0 && !ready.isEmpty()) {
      deadline = heldSince + interval;
    }
    next.chosen();
    granted.now(next);
  }

  /**
   * Whether the holder, back from a system call that takes no time, finds that somebody else has
   * the GIL. It must then {@link #yield}.
   *
   * @param chance that each of those who wait has got it
   */
  boolean isLostIn(double chance) {
    return interval > 0
        && !ready.isEmpty()
        && draw().nextDouble() >= noneOf(ready.length(), 1 - chance);
  }

  private static double noneOf(int waiting, double chance) {
    return waiting == 1 ? chance : StrictMath.pow(chance, waiting);
  }

  private void hold(Contender contender) {
    holder = contender;
    changed.run();
    heldSince = simulation.now();
    meter.seized();
    if (workers != null) {
      workers.seized();
    }
  }

  private void drop() {
    stopTimer();
    holder = null;
    changed.run();
    meter.released();
    if (workers != null) {
      workers.released();
    }
  }

  private void stopTimer() {
    deadline = NEVER;
    if (timer >= 0) {
      simulation.cancel(timer);
      timer = -1;
    }
  }

  /**
   * The holder has begun to compute, or has to share its core from now on: unless it is done before
   * the switch interval is up, it is stopped then. Hardly any needs that timer.
   */
  void watch() {
    if (deadline != NEVER
        && timer < 0
        && holder instanceof Execution execution
        && execution.state == Execution.State.COMPUTES
        && !cores.isDoneBy(execution, deadline)) {
      timer = due.at(deadline, null);
    }
  }

  private void onDue() {
    timer = -1;
    if (holder instanceof Execution execution && execution.state == Execution.State.COMPUTES) {
      execution.preempt();
    }
  }

  /** Whether the holder has outstayed its interval and must hand over before it computes on. */
  boolean mustSwitch() {
    return simulation.now() >= deadline;
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
