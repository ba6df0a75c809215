package tailback.component.queue;

import java.time.Duration;
import tailback.component.Assembly;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/** When a worker that was started is there, and when one that was told to stop is killed. */
final class Boot {

  private static final long NONE = -1;

  private final Simulation simulation;
  private final long boot;
  private final long stopTimeout;
  private final Event<Void> up;
  private final Event<Void> tooLate;
  private long booting = NONE;
  private long stopping = NONE;

  /**
   * Of a worker.
   *
   * @param isUp what it does when it is there
   * @param kills what happens when it takes too long to stop
   */
  Boot(Assembly assembly, Duration boot, Duration stopTimeout, Runnable isUp, Runnable kills) {
    this.boot = boot.toNanos();
    this.stopTimeout = stopTimeout.toNanos();
    simulation = assembly.simulation();
    up =
        assembly.event(
            "worker up",
            nobody -> {
              booting = NONE;
              isUp.run();
            });
    tooLate =
        assembly.event(
            "stop timeout",
            nobody -> {
              stopping = NONE;
              kills.run();
            });
  }

  /** It is to be there in a while. */
  void start() {
    if (booting == NONE) {
      booting = up.in(boot, null);
    }
  }

  /** It is not to be there after all. */
  void cancel() {
    simulation.cancel(booting);
    booting = NONE;
  }

  /** It was told to stop. */
  void stops() {
    stopping = tooLate.in(stopTimeout, null);
  }

  /** It has stopped. */
  void stopped() {
    simulation.cancel(stopping);
    stopping = NONE;
  }
}
