package tailback.kernel;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A clock and the events still to come.
 *
 * <p>Time is {@code long} nanoseconds and moves only from one event to the next. Events at the same
 * time fire in the order in which they were scheduled, so a run is one total order of events: the
 * same on every machine. One simulation belongs to one thread; there is no static state, so several
 * may run side by side.
 */
public final class Simulation {

  private final PendingEvents pending = new PendingEvents();
  private final long seed;
  private long now;
  private long fired;
  private boolean stopped;
  private Action<?> steppedAction;
  private Object steppedSubject;
  private final List<Event<?>> events = new ArrayList<>();

  /** The names of events by their actions, once somebody has asked. */
  private final Map<Action<?>, String> names = new IdentityHashMap<>();

  private int named;

  /** A simulation whose {@linkplain #stream random streams} derive from {@code seed}. */
  public Simulation(long seed) {
    this.seed = seed;
  }

  /** The present time, nanoseconds since the simulation began. */
  public long now() {
    return now;
  }

  /** How many events have fired. */
  public long fired() {
    return fired;
  }

  /** How many events are still to come. */
  public int pending() {
    return pending.count();
  }

  /** Declares a kind of event. */
  public <S> Event<S> event(String name, Action<? super S> action) {
    Event<S> event = new Event<>(this, pending, name, action);
    events.add(event);
    return event;
  }

  /** The random numbers of one purpose of one component, such as {@code ("clients", "think")}. */
  public Stream stream(String component, String purpose) {
    return new Stream(seed, component, purpose);
  }

  /** Takes a scheduled event back; nothing happens when it has already fired. */
  public void cancel(long timer) {
    pending.cancel(timer);
  }

  /** Fires every event up to and including {@code end}, then sets the clock to it. */
  public void runUntil(long end) {
    stopped = false;
    while (!stopped) {
      Pending next = pending.next(now, end);
      if (next == null) {
        now = Math.max(now, end);
        return;
      }
      fire(next);
    }
  }

  /** Fires the next event only, if it is not later than {@code end}; false when there is none. */
  public boolean step(long end) {
    Pending next = pending.next(now, end);
    if (next == null) {
      now = Math.max(now, end);
      return false;
    }
    steppedAction = next.action;
    steppedSubject = next.subject;
    fire(next);
    return true;
  }

  private void fire(Pending next) {
    now = pending.due();
    fired++;
    next.fire();
  }

  /** Ends {@link #runUntil} after the present event; the clock stays where it is. */
  public void stop() {
    stopped = true;
  }

  /**
   * An event as a debugger shows it.
   *
   * @param time when it fires, nanoseconds since the simulation began
   * @param name its name
   * @param subject whom it happens to; null when there is nobody
   */
  public record Firing(long time, String name, Object subject) {}

  /** The event that the last {@link #step} fired; null before the first. */
  public Firing stepped() {
    return steppedAction == null ? null : new Firing(now, name(steppedAction), steppedSubject);
  }

  /** The next events in the order in which they would fire, so many at most. To look at only. */
  public List<Firing> upcoming(int most) {
    return pending.upcoming().stream()
        .limit(most)
        .map(each -> new Firing(each.time, name(each.action), each.subject))
        .toList();
  }

  private String name(Action<?> action) {
    while (named < events.size()) {
      Event<?> event = events.get(named++);
      names.put(event.action, event.name());
    }
    return names.get(action);
  }

  /** Whether {@link #stop} ended the last {@link #runUntil}. */
  public boolean stopped() {
    return stopped;
  }
}
