package tailback.component.queue;

import tailback.component.Assembly;
import tailback.kernel.Event;

/**
 * How a worker comes by a new connection to its broker: it tries at once, and then after longer and
 * longer waits.
 */
final class Reconnection {

  private static final long SECOND = 1_000_000_000L;

  private final Broker broker;
  private final Waits waits;
  private final Runnable connected;
  private final Event<Void> attempt;
  private int failed;
  private long timer = -1;

  /** How long it waits after so many attempts that failed, from 1 on, seconds. */
  interface Waits {
    long after(int attempts);
  }

  /**
   * Of a worker that has a connection.
   *
   * @param connected what it does when it has another one
   */
  Reconnection(Assembly assembly, Broker broker, Waits waits, Runnable connected) {
    this.broker = broker;
    this.waits = waits;
    this.connected = connected;
    attempt = assembly.event("reconnects", nobody -> attempt());
  }

  /** Tries until it succeeds. */
  void begin() {
    if (timer < 0) {
      failed = 0;
      timer = attempt.now(null);
    }
  }

  private void attempt() {
    timer = -1;
    if (broker.isUp()) {
      connected.run();
    } else {
      timer = attempt.in(waits.after(++failed) * SECOND, null);
    }
  }

  /** Whether it has no connection, and tries to get one. */
  boolean isUnderWay() {
    return timer >= 0;
  }
}
