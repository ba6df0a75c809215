package tailback.kernel;

/**
 * A kind of happening: declared once as a field of whoever it belongs to, scheduled many times.
 *
 * <pre>{@code
 * private final Event<Job> served = simulation.event("served", this::onServed);
 * …
 * served.in(service.sample(stream), job);
 * }</pre>
 *
 * @param <S> whom it happens to; {@code Void} (and {@code null}) when there is nobody
 */
public final class Event<S> {

  private final Simulation simulation;
  private final PendingEvents pending;
  private final String name;
  final Action<? super S> action;

  /**
   * How long after the present it was scheduled last; and, when that is the same again, its lane.
   */
  long delay = Pending.NONE;

  Lane lane;

  Event(Simulation simulation, PendingEvents pending, String name, Action<? super S> action) {
    this.simulation = simulation;
    this.pending = pending;
    this.name = name;
    this.action = action;
  }

  /**
   * Schedules it after {@code delay} nanoseconds, or at the end of time when that is beyond it.
   *
   * @return a timer for {@link Simulation#cancel(long)}
   * @throws IllegalArgumentException when the delay is negative
   */
  public long in(long delay, S subject) {
    long now = simulation.now();
    long time = now + delay;
    return pending.add((time | delay) < 0 ? endOfTime(delay) : time, now, this, subject);
  }

  private long endOfTime(long delay) {
    if (delay < 0) {
      throw new IllegalArgumentException(name + ": negative delay " + delay);
    }
    return Long.MAX_VALUE;
  }

  /**
   * Schedules it at {@code time}, nanoseconds since the simulation began.
   *
   * @return a timer for {@link Simulation#cancel(long)}
   * @throws IllegalArgumentException when that time is past
   */
  public long at(long time, S subject) {
    long now = simulation.now();
    if (time < now) {
      throw new IllegalArgumentException(name + ": at " + time + ", which is past");
    }
    return pending.add(time, now, this, subject);
  }

  /** Schedules it at the present time, after everything already due now. */
  public long now(S subject) {
    long now = simulation.now();
    return pending.add(now, now, this, subject);
  }

  /** Its name, for observers and messages. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
