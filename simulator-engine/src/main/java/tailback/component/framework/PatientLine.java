package tailback.component.framework;

import tailback.component.Assembly;
import tailback.component.worker.Execution;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Line;
import tailback.queueing.Meter;

/** Who waits for a pooled connection: first come, first served, and each for so long. */
final class PatientLine {

  private final Simulation simulation;
  private final Line<Execution> line;
  private final long patience;
  private final int timedOut;
  private final Event<Void> timer;
  private boolean timerSet;

  /**
   * An empty line.
   *
   * @param patience how long each of them waits, nanoseconds
   * @param timedOut the error of who has waited so long
   */
  PatientLine(Assembly assembly, Meter meter, long patience, int timedOut) {
    this.patience = patience;
    this.timedOut = timedOut;
    simulation = assembly.simulation();
    line = new Line<>(meter, Integer.MAX_VALUE);
    timer = assembly.event("pool timeout", nobody -> onTimer());
  }

  /** Waits from now on; its process has left it to others. */
  void join(Execution execution) {
    line.join(execution);
    execution.withdrawable();
    setTimer();
  }

  /** Who has waited longest, no longer in the line; null when nobody waits. */
  Execution next() {
    return line.next();
  }

  boolean isEmpty() {
    return line.isEmpty();
  }

  int length() {
    return line.length();
  }

  private void setTimer() {
    if (!timerSet && !line.isEmpty()) {
      timerSet = true;
      timer.in(line.first().joined() + patience - simulation.now(), null);
    }
  }

  private void onTimer() {
    timerSet = false;
    Execution oldest = line.first();
    while (oldest != null && simulation.now() - oldest.joined() >= patience) {
      oldest.withdraw();
      oldest.fail(timedOut);
      oldest = line.first();
    }
    setTimer();
  }
}
