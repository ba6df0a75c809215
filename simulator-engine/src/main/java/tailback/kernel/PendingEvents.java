package tailback.kernel;

import static tailback.kernel.Slots.NONE;
import static tailback.kernel.Slots.PLACE;
import static tailback.kernel.Slots.TAG;
import static tailback.kernel.Slots.TIME;

/**
 * The events still to come, in the order of (time, sequence): ties leave in the order in which they
 * were scheduled, so the order of events is total.
 *
 * <p>Three places hold them. Most are in a {@link Ladder}. Those due at the present time wait in a
 * {@link Lane}: everything in the ladder for this instant was scheduled earlier and goes first. An
 * event that is scheduled again and again with the same delay, as timeouts are, has a lane of its
 * own, of which only the first stands in the ladder; when that one leaves the ladder, the next
 * takes its place.
 *
 * <p>Holds at most 16,777,216 events at once; nothing is allocated once the arrays have grown.
 */
final class PendingEvents {

  private static final int IN_LADDER = 0;
  private static final int DUE_NOW = 1;
  private static final int IN_OWN_LANE = 2;

  /** The subject of a cancelled event that holds the place of its lane in the ladder. */
  private static final Object CANCELLED = new Object();

  private final Slots slots = new Slots();
  private final Ladder ladder = new Ladder(slots);
  private final Lane dueNow = new Lane(slots);
  private int count;
  private int slot;

  /** Adds an event; the tag identifies it to {@link #cancel}. */
  long add(long time, long now, Event<?> event, Object subject) {
    long tag = slots.take(time, event, subject);
    int place = Slots.at(Slots.of(tag)) + PLACE;
    long delay = time - now;
    count++;
    if (delay == 0) {
      slots.data[place] = DUE_NOW;
      dueNow.add(time, tag);
    } else if (delay == event.delay && follows(event, time, tag)) {
      slots.data[place] = IN_OWN_LANE;
      event.lane.add(time, tag);
    } else {
      event.delay = delay;
      slots.data[place] = IN_LADDER;
      ladder.add(time, tag);
    }
    return tag;
  }

  /** Whether an event may join its lane; false, too, when it is the one that begins it. */
  private boolean follows(Event<?> event, long time, long tag) {
    if (event.lane == null) {
      event.lane = new Lane(slots);
    }
    if (event.head == NONE) {
      event.head = tag;
      event.lane.begin(time);
      return false;
    }
    return time >= event.lane.latest();
  }

  /** Takes an event back; does nothing when it has fired or was cancelled before. */
  void cancel(long tag) {
    if (tag < 0 || !slots.bears(tag)) {
      return;
    }
    int of = Slots.of(tag);
    Event<?> event = slots.event(of);
    int place = (int) slots.data[Slots.at(of) + PLACE];
    if (event.head == tag) {
      if (slots.subject(of) == CANCELLED) {
        return;
      }
      slots.subject(of, CANCELLED);
      count--;
      return;
    }
    count--;
    slots.subject(of, null);
    if (place == IN_LADDER) {
      ladder.cancel(tag, count);
    } else {
      slots.forget(of);
      slots.free(of);
      (place == DUE_NOW ? dueNow : event.lane).cancel();
    }
  }

  /**
   * Moves to the next event not later than {@code until} and returns its time, or a negative number
   * when there is none. {@link #event()} and {@link #subject()} then tell what it is.
   */
  long next(long now, long until) {
    while (true) {
      long time = ladder.first();
      if (!dueNow.isEmpty() && (time > now || time < 0)) {
        long tag = dueNow.take();
        if (tag == NONE) {
          continue;
        }
        fires(Slots.of(tag));
        return now;
      }
      if (time > until || time < 0) {
        return NONE;
      }
      if (leaves(ladder.take())) {
        return time;
      }
    }
  }

  /** An event leaves the ladder; whether it fires. */
  private boolean leaves(long tag) {
    int of = Slots.of(tag);
    if (slots.data[Slots.at(of) + TAG] != tag) {
      ladder.dropped(of);
      return false;
    }
    Event<?> event = slots.event(of);
    if (event.head == tag && !headLeaves(event, of)) {
      return false;
    }
    fires(of);
    return true;
  }

  private void fires(int fired) {
    count--;
    slot = fired;
    slots.forget(fired);
    slots.free(fired);
  }

  /** The first of a lane leaves the ladder, and the next takes its place; whether it fires. */
  private boolean headLeaves(Event<?> event, int of) {
    long next = event.lane.take();
    event.head = next;
    if (next != NONE) {
      int at = Slots.at(Slots.of(next));
      slots.data[at + PLACE] = IN_LADDER;
      ladder.add(slots.data[at + TIME], next);
    }
    if (slots.subject(of) != CANCELLED) {
      return true;
    }
    slots.forget(of);
    slots.free(of);
    return false;
  }

  /** What fires now; to be asked before anything else is scheduled. */
  Event<?> event() {
    return slots.event(slot);
  }

  /** To whom it happens; to be asked before anything else is scheduled. */
  Object subject() {
    return slots.subject(slot);
  }

  /** How many are still to fire. */
  int count() {
    return count;
  }
}
