package tailback.kernel;

import java.util.Arrays;

/**
 * What is known of each pending event, in arrays under a free list of slots, so that nothing is
 * allocated once they have grown.
 *
 * <p>A scheduled event is known by its tag, {@code sequence << 24 | slot}: tags are unique and in the
 * order in which events were scheduled. A slot bears the tag of its event until that has fired or
 * was cancelled. Its figures are four longs side by side and its references two, so that moving an
 * event touches one line of the processor's cache, firing it another.
 *
 * <p>References are not cleared when an event fires: the slot is used again at once, and every write
 * of a reference costs the collector's mark as well.
 */
final class Slots {

  /** No tag, no time. */
  static final long NONE = -1;

  /** In {@link #data}, of the longs of a slot: the time, the tag, the next in a list, where it is. */
  static final int TIME = 0;
  static final int TAG = 1;
  static final int LINK = 2;
  static final int PLACE = 3;

  private static final int BITS = 24;
  private static final int MASK = (1 << BITS) - 1;
  private static final int FIRST = 256;

  long[] data = {};
  private Object[] references = {};
  private int[] free = {};
  private int freeCount;
  private long sequence;

  Slots() {
    grow(FIRST);
  }

  static int of(long tag) {
    return (int) tag & MASK;
  }

  /** Where the longs of a slot begin in {@link #data}. */
  static int at(int slot) {
    return slot << 2;
  }

  /** A slot for an event; its new tag. */
  long take(long time, Event<?> event, Object subject) {
    if (freeCount == 0) {
      grow(2 * free.length);
    }
    int slot = free[--freeCount];
    long tag = sequence++ << BITS | slot;
    int at = at(slot);
    data[at + TIME] = time;
    data[at + TAG] = tag;
    references[2 * slot] = event;
    references[2 * slot + 1] = subject;
    return tag;
  }

  /** The slot may be used again. */
  void free(int slot) {
    free[freeCount++] = slot;
  }

  /** Whether an event is still to happen: neither fired nor cancelled. */
  boolean bears(long tag) {
    return data[at(of(tag)) + TAG] == tag;
  }

  /** The event of this slot is not to happen any more, or does now. */
  void forget(int slot) {
    data[at(slot) + TAG] = NONE;
  }

  Event<?> event(int slot) {
    return (Event<?>) references[2 * slot];
  }

  Object subject(int slot) {
    return references[2 * slot + 1];
  }

  void subject(int slot, Object subject) {
    references[2 * slot + 1] = subject;
  }

  private void grow(int capacity) {
    int old = free.length;
    if (capacity > MASK + 1) {
      throw new IllegalStateException("more than " + old + " events pending");
    }
    data = Arrays.copyOf(data, 4 * capacity);
    references = Arrays.copyOf(references, 2 * capacity);
    free = Arrays.copyOf(free, capacity);
    for (int slot = capacity - 1; slot >= old; slot--) {
      forget(slot);
      free(slot);
    }
  }
}
