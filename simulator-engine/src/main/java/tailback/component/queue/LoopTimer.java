package tailback.component.queue;

import tailback.component.Assembly;
import tailback.kernel.Event;

/** Something that wakes the loop of a Celery worker in equal intervals. */
final class LoopTimer {

  private final long period;
  private final Runnable wakes;
  private final Event<Void> due;

  LoopTimer(Assembly assembly, long period, Runnable wakes) {
    this.period = period;
    this.wakes = wakes;
    due = assembly.event("timer", nobody -> onDue());
  }

  /** Begins, at that share of its first interval. */
  void start(double phase) {
    due.in((long) (phase * period), null);
  }

  private void onDue() {
    wakes.run();
    due.in(period, null);
  }
}
