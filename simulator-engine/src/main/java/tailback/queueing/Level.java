package tailback.queueing;

import tailback.kernel.Simulation;

/**
 * A whole number that changes over time, such as a queue's length: its time average and its peak.
 *
 * <p>Integrals are doubles: exact up to 2^53 ns, and after that to sixteen digits, where a long
 * would overflow (nine million waiting for an hour do).
 */
public final class Level {

  private final Simulation simulation;
  private int value;
  private int peak;
  private long since;
  private double integral;
  private long resetAt;
  private double integralAtReset;

  /** A level of zero. */
  public Level(Simulation simulation) {
    this.simulation = simulation;
  }

  /** Adds {@code change} (which may be negative) and returns the new value. */
  public int add(int change) {
    long now = simulation.now();
    if (now != since) {
      integral += (double) (now - since) * value;
      since = now;
    }
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
    return elapsed == 0 ? 0 : (integral() - integralAtReset) / elapsed;
  }

  /** Value × time since the simulation began, in nanoseconds. */
  public double integral() {
    return integral + (double) (simulation.now() - since) * value;
  }

  /** Begins the statistics anew; the value stays. The end of the warm-up. */
  public void reset() {
    integralAtReset = integral();
    resetAt = simulation.now();
    peak = value;
  }
}
