package tailback.kernel;

/**
 * Events in the order in which they were scheduled, which is also the order in which they are due:
 * those due now, or timeouts that all take equally long.
 *
 * <p>A ring of tags: adding and taking are a few instructions, however many there are. The tag of a
 * cancelled event is one that its slot does not bear any more; such are dropped when they come up,
 * or all at once when most are, so that timers which are always cancelled take no room.
 */
final class Lane {

  private static final int FEW = 64;

  final int number;

  /** Whether one more stands in the ladder, for all of them. */
  boolean hasHead;

  private final Slots slots;
  private long[] ring = new long[FEW];
  private int head;
  private int size;
  private int cancelled;
  private long latest;

  Lane(Slots slots, int number) {
    this.slots = slots;
    this.number = number;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** When the one that was added last is due. */
  long latest() {
    return latest;
  }

  /** Somebody who does not stand in the lane goes before all who will. */
  void begin(long time) {
    latest = time;
  }

  /** Adds an event that is not due before any other in the lane. */
  void add(long time, long tag) {
    if (size == ring.length) {
      grow();
    }
    ring[(head + size++) & (ring.length - 1)] = tag;
    latest = time;
  }

  /** Takes out the first that was not cancelled; its tag, or {@link Pending#NONE}. */
  long take() {
    while (size > 0) {
      long tag = ring[head];
      head = (head + 1) & (ring.length - 1);
      size--;
      if (slots.bears(tag)) {
        return tag;
      }
      cancelled--;
    }
    return Pending.NONE;
  }

  /** One of them has been cancelled. */
  void cancel() {
    if (++cancelled > FEW && cancelled > size / 2) {
      dropCancelled();
    }
  }

  private void dropCancelled() {
    int kept = 0;
    int mask = ring.length - 1;
    for (int i = 0; i < size; i++) {
      long tag = ring[(head + i) & mask];
      if (slots.bears(tag)) {
        ring[(head + kept++) & mask] = tag;
      }
    }
    size = kept;
    cancelled = 0;
  }

  private void grow() {
    long[] larger = new long[2 * ring.length];
    for (int i = 0; i < size; i++) {
      larger[i] = ring[(head + i) & (ring.length - 1)];
    }
    ring = larger;
    head = 0;
  }
}
