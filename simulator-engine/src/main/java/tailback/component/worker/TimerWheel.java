package tailback.component.worker;

/**
 * When a timer of the Linux kernel fires: never early, and late by up to an eighth of its length.
 *
 * <p>Timers lie in a wheel whose slots are the wider the further away they are: 4 ms up to a
 * quarter of a second, 32 ms up to 2 s, 256 ms up to 16 s and so on by eights (kernel/time/timer.c,
 * with 250 jiffies a second). A timer fires when the slot after its own begins. So the SYN that is
 * due again after 1 s comes after 1.00 to 1.03 s, as was measured (E7), and later ones in step.
 */
final class TimerWheel {

  private static final long JIFFY = 4_000_000;

  /** A level is used for delays shorter than so many of its slots. */
  private static final long SLOTS = 63;

  /** How much wider the slots of the next level are, as a power of two. */
  private static final int WIDER = 3;

  private final long phase;

  /**
   * The wheel of a host.
   *
   * @param phase how long the host was up when the simulation began, nanoseconds
   */
  TimerWheel(long phase) {
    this.phase = phase;
  }

  /** When a timer fires that is set now for so long, nanoseconds. */
  long fires(long now, long delay) {
    long due = (now + phase + delay) / JIFFY;
    int shift = 0;
    for (long level = SLOTS; delay / JIFFY >= level; level <<= WIDER) {
      shift += WIDER;
    }
    return (((due >> shift) + 1) << shift) * JIFFY - phase;
  }
}
