package tailback.journal;

/**
 * A moment of a run: after so many events, at this time. The time may be later than that of the
 * last event, when nothing has happened in between.
 *
 * @param event how many events have fired
 * @param time nanoseconds since the simulation began
 */
public record Moment(long event, long time) implements Comparable<Moment> {

  /** Before the first event. */
  public static final Moment START = new Moment(0, 0);

  @Override
  public int compareTo(Moment other) {
    int byEvent = Long.compare(event, other.event);
    return byEvent != 0 ? byEvent : Long.compare(time, other.time);
  }
}
