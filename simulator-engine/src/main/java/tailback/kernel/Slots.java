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

  private static final int BITS = 24;
  private static final int MASK = (1 << BITS) - 1;
  private static final int FIRST = 256;

  /**
   * For each slot the next one in its list, + 1. Apart from the rest, as following a list waits for
   * each link: those of 100,000 events fit into a processor's own cache.
   */
  int[] links = {};

  private Pending[] all = {};
  private int[] free = {};
  private int freeCount;
  private long sequence;

  Slots() {
    grow(FIRST);
  }

  static int of(long tag) {
    return (int) tag & MASK;
  }

  Pending get(int slot) {
    return all[slot];
  }

  /** What the tag was given to; it bears the tag no more when it has fired or was cancelled. */
  Pending get(long tag) {
    return all[of(tag)];
  }

  /** A free one, with a new tag. */
  Pending take() {
    if (freeCount == 0) {
      grow(2 * free.length);
    }
    int slot = free[--freeCount];
    Pending taken = all[slot];
    taken.tag = sequence++ << BITS | slot;
    return taken;
  }

  /** The slot may be used again. */
  void free(int slot) {
    free[freeCount++] = slot;
  }

  /** How many are in use. */
  int used() {
    return free.length - freeCount;
  }

  /** Whether an event is still to happen: neither fired nor cancelled. */
  boolean bears(long tag) {
    return get(tag).tag == tag;
  }

  private void grow(int capacity) {
    int old = free.length;
    if (capacity > MASK + 1) {
      throw new IllegalStateException("more than " + old + " events pending");
    }
    all = Arrays.copyOf(all, capacity);
    free = Arrays.copyOf(free, capacity);
    links = Arrays.copyOf(links, capacity);
    for (int slot = capacity - 1; slot >= old; slot--) {
      all[slot] = new Pending();
      free(slot);
    }
  }
}
