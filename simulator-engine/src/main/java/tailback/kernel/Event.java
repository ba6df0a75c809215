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
  private final String name;
  private final Action<? super S> action;

  /**
   * How long after the present it was scheduled last; and, when that is the same again, its lane.
   */
  long delay = Pending.NONE;

  Lane lane;

  /** The tag of the one that stands in the ladder for the lane. */
  long head = Pending.NONE;

  Event(Simulation simulation, String name, Action<? super S> action) {
    this.simulation = simulation;
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
    if (delay < 0) {
      throw new IllegalArgumentException(name + ": negative delay " + delay);
    }
    long time = simulation.now() + delay;
    return simulation.schedule(time < 0 ? Long.MAX_VALUE : time, this, subject);
  }

  /**
   * Schedules it at {@code time}, nanoseconds since the simulation began.
   *
   * @return a timer for {@link Simulation#cancel(long)}
   * @throws IllegalArgumentException when that time is past
   */
  public long at(long time, S subject) {
    if (time < simulation.now()) {
      throw new IllegalArgumentException(name + ": at " + time + ", which is past");
    }
    return simulation.schedule(time, this, subject);
  }

  /** Schedules it at the present time, after everything already due now. */
  public long now(S subject) {
    return simulation.schedule(simulation.now(), this, subject);
  }

  /** Its name, for observers and messages. */
  public String name() {
    return name;
  }

  @SuppressWarnings("unchecked") // only subjects of type S were scheduled with this event
  void fire(Object subject) {
    action.on((S) subject);
  }

  @Override
  public String toString() {
    return name;
  }
}
