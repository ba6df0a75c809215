package tailback.kernel;

import java.util.Arrays;

/**
 * The scheduled events by their slots.
 *
 * <p>A scheduled event is known by its tag, {@code sequence << 24 | slot}: tags are unique and in
 * the order in which events were scheduled. A slot bears the tag of its event until that has fired
 * or was cancelled.
 */
final class Slots {

  /** How many bits of a tag are the slot. */
  static final int BITS = 24;

  private static final int MASK = (1 << BITS) - 1;
  private static final int FIRST = 256;

  /**
   * For each slot the next one in its list; 0, which no event has, ends a list. Apart from the
   * rest, as following a list waits for each link: those of 100,000 events fit into a processor's
   * own cache.
   */
  int[] links = {0};

  private Pending[] all = {new Pending(0)};

  Slots() {
    all[0].place = Pending.IDLE;
  }

  /** The slot that a tag was given to. */
  static int of(long tag) {
    return (int) tag & MASK;
  }

  /** Twice as many slots as before. */
  void grow() {
    int old = all.length;
    int capacity = Math.max(FIRST, 2 * old);
    if (capacity > MASK + 1) {
      throw new IllegalStateException("more than " + old + " events pending");
    }
    all = Arrays.copyOf(all, capacity);
    links = Arrays.copyOf(links, capacity);
    for (int slot = old; slot < capacity; slot++) {
      all[slot] = new Pending(slot);
    }
  }

  /** How many there are, from 1 on. */
  int count() {
    return all.length - 1;
  }

  Pending get(int slot) {
    return all[slot];
  }

  /** What the tag was given to; it bears the tag no more when it has fired or was cancelled. */
  Pending get(long tag) {
    return all[of(tag)];
  }

  /** Whether an event is still to happen, or was cancelled and is still to be dropped. */
  boolean bears(long tag) {
    Pending event = get(tag);
    return event.tag == tag && event.place != Pending.IDLE;
  }
}
