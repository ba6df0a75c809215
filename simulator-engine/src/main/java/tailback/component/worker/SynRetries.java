package tailback.component.worker;

import tailback.component.Assembly;
import tailback.kernel.Simulation;

/**
 * When a SYN that met a full listening socket is sent again: after 1, 2, 3, 4, 5, 7, 11, 19, 35 and
 * 67 s (Linux ≥ 6.5, {@code tcp_syn_linear_timeouts} 4) and what the {@link TimerWheel} adds.
 */
public final class SynRetries {

  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;

  /** From one SYN to the next; after the last of these the client gives up, at 131 s. */
  private static final int[] TIMEOUTS = {1, 1, 1, 1, 1, 2, 4, 8, 16, 32, 64};

  private final Simulation simulation;
  private final TimerWheel timers;

  /** Those of a machine that was started at any time of the day. */
  public SynRetries(Assembly assembly) {
    simulation = assembly.simulation();
    timers = new TimerWheel((long) (assembly.stream("uptime").nextDouble() * DAY));
  }

  /** How long it takes from now to the next, nanoseconds, after so many of them. */
  public long next(int retries) {
    long now = simulation.now();
    return timers.fires(now, TIMEOUTS[retries] * SECOND) - now;
  }

  /** Whether the client gives up after so many. */
  public static boolean isLast(int retries) {
    return retries == TIMEOUTS.length;
  }
}
