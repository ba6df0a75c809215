package tailback.kernel;

import static tailback.kernel.Pending.DUE_NOW;
import static tailback.kernel.Pending.IN_LADDER;
import static tailback.kernel.Pending.IN_OWN_LANE;
import static tailback.kernel.Pending.NONE;

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
 * <p>Holds at most 16,777,216 events at once; nothing is allocated once there have been as many.
 */
final class PendingEvents {

  /** The subject of a cancelled event that holds the place of its lane in the ladder. */
  private static final Object CANCELLED = new Object();

  private final Slots slots = new Slots();
  private final Ladder ladder = new Ladder(slots);
  private final Lane dueNow = new Lane(slots);
  private int cancelledHeads;

  /** Adds an event; the tag identifies it to {@link #cancel}. */
  long add(long time, long now, Event<?> event, Object subject) {
    Pending added = slots.take();
    long tag = added.tag;
    added.time = time;
    added.event = event;
    added.subject = subject;
    long delay = time - now;
    if (delay == 0) {
      added.place = DUE_NOW;
      dueNow.add(time, tag);
    } else if (delay == event.delay && follows(event, time, tag)) {
      added.place = IN_OWN_LANE;
      event.lane.add(time, tag);
    } else {
      event.delay = delay;
      added.place = IN_LADDER;
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
    Pending event = slots.get(tag);
    if (event.event.head == tag) {
      if (event.subject != CANCELLED) {
        event.subject = CANCELLED;
        cancelledHeads++;
      }
    } else if (event.place == IN_LADDER) {
      event.subject = null;
      ladder.cancel(event, tag);
    } else {
      event.subject = null;
      event.tag = NONE;
      slots.free(Slots.of(tag));
      (event.place == DUE_NOW ? dueNow : event.event.lane).cancel();
    }
  }

  /**
   * Takes out the next event not later than {@code until}; null when there is none. What it says is
   * good until the next one is scheduled.
   */
  Pending next(long now, long until) {
    while (true) {
      long time = ladder.first();
      if (!dueNow.isEmpty() && (time > now || time < 0)) {
        long tag = dueNow.take();
        if (tag != NONE) {
          return fires(slots.get(tag), tag);
        }
      } else if (time > until || time < 0) {
        return null;
      } else {
        long tag = ladder.take();
        Pending first = slots.get(tag);
        if (leaves(first, tag)) {
          return fires(first, tag);
        }
      }
    }
  }

  private Pending fires(Pending event, long tag) {
    event.tag = NONE;
    slots.free(Slots.of(tag));
    return event;
  }

  /** An event leaves the ladder; whether it fires. */
  private boolean leaves(Pending event, long tag) {
    if (event.tag != tag) {
      ladder.dropped(Slots.of(tag));
      return false;
    }
    return event.event.head != tag || headLeaves(event, tag);
  }

  /** The first of a lane leaves the ladder, and the next takes its place; whether it fires. */
  private boolean headLeaves(Pending head, long tag) {
    long next = head.event.lane.take();
    head.event.head = next;
    if (next != NONE) {
      Pending follower = slots.get(next);
      follower.place = IN_LADDER;
      ladder.add(follower.time, next);
    }
    if (head.subject != CANCELLED) {
      return true;
    }
    cancelledHeads--;
    head.tag = NONE;
    slots.free(Slots.of(tag));
    return false;
  }

  /** How many are still to fire. */
  int count() {
    return slots.used() - ladder.cancelled() - cancelledHeads;
  }
}
