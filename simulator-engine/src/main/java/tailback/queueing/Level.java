package tailback.queueing;

import tailback.kernel.Simulation;

/**
 * A whole number that changes over time, such as a queue's length: its time average and its peak.
 *
 * <p>Integrals are exact (long arithmetic), so Little's law can be audited to the nanosecond.
 */
public final class Level {

  private final Simulation simulation;
  private int value;
  private int peak;
  private long since;
  private long integral;
  private long resetAt;
  private long integralAtReset;

  /** A level of zero. */
  public Level(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Adds {@code change} (which may be negative) and returns the new value. */
  public int add(int change) {
    long now = simulation.now();
    integral += (now - since) * value;
    since = now;
    value += change;
    if (value > peak) {
      peak = value;
    }
    return value;
  }

  /** The present value. */
  public int value() {
    return value;
  }

  /** The largest value since the last {@link #reset}. */
  public int peak() {
    return peak;
  }

  /** The time average since the last {@link #reset}; 0 when no time has passed. */
  public double mean() {
    long now = simulation.now();
    long elapsed = now - resetAt;
    return elapsed == 0 ? 0 : (double) (integral() - integralAtReset) / elapsed;
  }

  /** Value × time since the simulation began, in nanoseconds. */
  public long integral() {
    return integral + (simulation.now() - since) * value;
  }

  /** Begins the statistics anew; the value stays. The end of the warm-up. */
  public void reset() {
    integralAtReset = integral();
    resetAt = simulation.now();
    peak = value;
  }
}
