package tailback.component.store;

import java.time.Duration;
import tailback.component.Assembly;
import tailback.kernel.Action;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * A timeout of a server, such as {@code lock_timeout}: so long for every session that has not SET
 * it otherwise. It is mostly stopped in time, so a session has one pending event however often it
 * starts the clock.
 */
final class Timeout {

  private static final long STOPPED = -1;
  private static final Clock NEVER = new Clock(null, null, 0);

  private final Simulation simulation;
  private final long duration;
  private final Action<? super Backend> expired;
  private final Event<Clock> look;

  /**
   * A timeout that applies to all sessions.
   *
   * @param name the directive
   * @param duration how long; zero: never
   * @param expired what happens then
   */
  Timeout(Assembly assembly, String name, Duration duration, Action<? super Backend> expired) {
    simulation = assembly.simulation();
    this.duration = duration.toNanos();
    this.expired = expired;
    look = assembly.event(name, Clock::onLook);
  }

  /** The clock of one session; all have the same when there is nothing to look at. */
  Clock clock(Backend backend) {
    return clock(backend, duration);
  }

  /** The clock of a session that has SET it to so long, nanoseconds; 0: never. */
  Clock clock(Backend backend, long nanos) {
    return nanos == 0 ? NEVER : new Clock(this, backend, nanos);
  }

  /** Runs for one session. */
  static final class Clock {

    private final Timeout timeout;
    private final Backend backend;
    private final long duration;
    private long started = STOPPED;
    private boolean pending;

    private Clock(Timeout timeout, Backend backend, long duration) {
      this.timeout = timeout;
      this.backend = backend;
      this.duration = duration;
    }

    /** Starts anew. */
    void start() {
      if (timeout == null) {
        return;
      }
      started = timeout.simulation.now();
      if (!pending) {
        pending = true;
        timeout.look.in(duration, this);
      }
    }

    void stop() {
      started = STOPPED;
    }

    private void onLook() {
      pending = false;
      if (started == STOPPED) {
        return;
      }
      long left = started + duration - timeout.simulation.now();
      if (left > 0) {
        pending = true;
        timeout.look.in(left, this);
      } else {
        started = STOPPED;
        timeout.expired.on(backend);
      }
    }
  }
}
