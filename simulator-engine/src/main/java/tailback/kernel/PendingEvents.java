package tailback.kernel;

import static tailback.kernel.Pending.CANCELLED;
import static tailback.kernel.Pending.CANCELLED_HEAD;
import static tailback.kernel.Pending.HEAD_OF_LANE;
import static tailback.kernel.Pending.IDLE;
import static tailback.kernel.Pending.IN_LADDER;
import static tailback.kernel.Pending.IN_LANE;
import static tailback.kernel.Pending.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
 * <p>Speed for beauty: a handler's next event waits for each reference on the way from the event
 * that fires to the place where the next one is put, so that way is short. The bottom of the ladder
 * and the idle events stand here rather than in classes of their own (16 % on M/M/1, 7 % on the web
 * pipeline), and the bottom holds the events themselves rather than their slots (13 % and 5 %).
 *
 * <p>Holds at most 16,777,216 events at once; nothing is allocated once there have been as many.
 */
final class PendingEvents {

  /** Before the latest stands a time that is later than any, so that no search ends at a bound. */
  private static final int BASE = 1;

  /** So many are in the bottom while there is nothing else (rungs from 24 on: 4 % of the stack). */
  private static final int SMALL = 64;

  /** Among more than so many, a place is searched by halves. */
  private static final int FEW = 96;

  private final Slots slots = new Slots();
  private final Ladder ladder = new Ladder(this, slots);
  private final Lane dueNow = new Lane(slots, 0);
  private Lane[] lanes = {dueNow};

  private long[] times = new long[4 * FEW];
  private Pending[] events = new Pending[4 * FEW];
  private int end = BASE;

  private Pending[] idle = {};
  private int idleCount;
  private long sequence;
  private int cancelledHeads;
  private long due;

  PendingEvents() {
    times[0] = Long.MAX_VALUE;
    events[0] = new Pending(0);
    events[0].tag = Long.MAX_VALUE;
    grow();
  }

  /** Adds an event; the tag identifies it to {@link #cancel}. */
  long add(long time, long now, Event<?> event, Object subject) {
    if (idleCount == 0) {
      grow();
    }
    Pending added = idle[--idleCount];
    long tag = sequence++ << Slots.BITS | added.slot();
    added.tag = tag;
    added.time = time;
    added.action = event.action;
    added.subject = subject;
    long delay = time - now;
    if (delay == 0) {
      added.place = IN_LANE; // lane 0
      dueNow.add(time, tag);
    } else if (delay == event.delay) {
      addAgain(added, event);
    } else {
      event.delay = delay;
      added.place = IN_LADDER;
      queue(time, added);
    }
    return tag;
  }

  private void queue(long time, Pending event) {
    if (end < BASE + SMALL && ladder.isEmpty()) {
      insert(time, event);
    } else {
      ladder.add(time, event);
    }
  }

  /** Adds an event with the delay it had last time: to its lane, or (the first) to the ladder. */
  private void addAgain(Pending added, Event<?> event) {
    Lane lane = event.lane == null ? newLane(event) : event.lane;
    if (!lane.hasHead) {
      lane.hasHead = true;
      lane.begin(added.time);
      added.place(HEAD_OF_LANE, lane);
    } else if (added.time >= lane.latest()) {
      added.place(IN_LANE, lane);
      lane.add(added.time, added.tag);
      return;
    } else {
      added.place = IN_LADDER;
    }
    queue(added.time, added);
  }

  private Lane newLane(Event<?> event) {
    int number = lanes.length;
    lanes = Arrays.copyOf(lanes, number + 1);
    lanes[number] = new Lane(slots, number);
    event.lane = lanes[number];
    return event.lane;
  }

  /** All that are still to fire, in their order; a copy, to look at. */
  List<Pending> upcoming() {
    List<Pending> all = new ArrayList<>();
    for (int slot = 1; slot <= slots.count(); slot++) {
      Pending event = slots.get(slot);
      int where = event.where();
      if (where == IN_LADDER || where == HEAD_OF_LANE || where == IN_LANE) {
        all.add(event);
      }
    }
    all.sort((one, other) -> later(one.time, one, other.time, other) ? 1 : -1);
    return all;
  }

  /** Takes an event back; does nothing when it has fired or was cancelled before. */
  void cancel(long tag) {
    if (tag < 0 || !slots.bears(tag)) {
      return;
    }
    Pending event = slots.get(tag);
    switch (event.where()) {
      case IN_LADDER -> {
        event.subject = null;
        ladder.cancel(event);
      }
      case HEAD_OF_LANE -> {
        event.subject = null;
        event.place(CANCELLED_HEAD, lanes[event.lane()]);
        cancelledHeads++;
      }
      case IN_LANE -> {
        event.subject = null;
        free(event);
        lanes[event.lane()].cancel();
      }
      default -> {
        // it was cancelled before
      }
    }
  }

  /**
   * Takes out the next event not later than {@code until}; null when there is none. What it says is
   * good until the next one is scheduled.
   */
  Pending next(long now, long until) {
    while (true) {
      long time = end > BASE || ladder.refill() ? times[end - 1] : NONE;
      if (!dueNow.isEmpty() && (time > now || time < 0)) {
        long tag = dueNow.take();
        if (tag != NONE) {
          due = now;
          return fires(slots.get(tag));
        }
      } else if (Long.compareUnsigned(time, until) > 0) { // or there is none
        return null;
      } else {
        Pending first = events[--end];
        if (first.place == IN_LADDER || leaves(first)) {
          due = time;
          return fires(first);
        }
      }
    }
  }

  private Pending fires(Pending event) {
    free(event);
    return event;
  }

  /** When the event that was taken out last is due: the present time. */
  long due() {
    return due;
  }

  /**
   * An event that was cancelled, or is the first of a lane, leaves the ladder; whether it fires.
   */
  private boolean leaves(Pending event) {
    if (event.place == CANCELLED) {
      ladder.dropped(event);
      return false;
    }
    Lane lane = lanes[event.lane()];
    long next = lane.isEmpty() ? NONE : lane.take();
    lane.hasHead = next != NONE;
    if (next != NONE) {
      Pending follower = slots.get(next);
      follower.place(HEAD_OF_LANE, lane);
      queue(follower.time, follower);
    }
    if (event.where() == HEAD_OF_LANE) {
      return true;
    }
    cancelledHeads--;
    free(event);
    return false;
  }

  /** How many are still to fire. */
  int count() {
    return used() - ladder.cancelled() - cancelledHeads;
  }

  // ---- recycling

  private void grow() {
    int known = slots.count();
    slots.grow();
    idle = new Pending[slots.count()];
    for (int slot = slots.count(); slot > known; slot--) {
      free(slots.get(slot));
    }
  }

  /** The event has fired or was cancelled; it may be used again. */
  void free(Pending event) {
    event.place = IDLE;
    idle[idleCount++] = event;
  }

  /** How many are in use. */
  int used() {
    return slots.count() - idleCount;
  }

  // ---- the bottom of the ladder

  /** How many are in it. */
  int size() {
    return end - BASE;
  }

  /** When the first is due; there is one. */
  long firstTime() {
    return times[end - 1];
  }

  /** When the last is due; there is one. */
  long lastTime() {
    return times[BASE];
  }

  /** An event; 0 is the last one due. */
  Pending get(int index) {
    return events[BASE + index];
  }

  void clear() {
    end = BASE;
  }

  /** Adds an event where it belongs. */
  void insert(long time, Pending event) {
    int i = end;
    if (i == times.length) {
      times = Arrays.copyOf(times, 2 * i);
      events = Arrays.copyOf(events, 2 * i);
    }
    end = i + 1;
    long[] t = times;
    Pending[] e = events;
    if (i > BASE + FEW) {
      i = makeRoom(time, event, i);
    } else {
      while (later(time, event, t[i - 1], e[i - 1])) {
        t[i] = t[i - 1];
        e[i] = e[i - 1];
        i--;
      }
    }
    t[i] = time;
    e[i] = event;
  }

  /** Moves those that are earlier, in a bottom so long that looking at each would take long. */
  private int makeRoom(long time, Pending event, int used) {
    int low = BASE;
    int high = used;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (later(time, event, times[middle], events[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    System.arraycopy(times, low, times, low + 1, used - low);
    System.arraycopy(events, low, events, low + 1, used - low);
    return low;
  }

  static boolean later(long time, Pending event, long thanTime, Pending than) {
    return time > thanTime || time == thanTime && event.tag > than.tag;
  }

  /** Takes an event away; it is one of them. */
  void remove(Pending event) {
    int i = end - 1;
    while (events[i] != event) {
      i--;
    }
    end--;
    for (; i < end; i++) {
      times[i] = times[i + 1];
      events[i] = events[i + 1];
    }
  }
}
