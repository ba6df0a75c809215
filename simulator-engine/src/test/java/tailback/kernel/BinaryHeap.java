package tailback.kernel;

import java.util.Arrays;

/**
 * The oracle of {@link PendingEvents}: a binary heap of (time, {@code sequence << 24 | slot}), with
 * a ring for the events due now.
 */
final class BinaryHeap {

  private static final int SLOT_BITS = 24;
  private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
  private static final long NONE = -1;

  private long[] heap = new long[2 * 256];
  private int size;
  private int tombstones;

  private long[] ring = new long[64];
  private int ringHead;
  private int ringSize;

  private Event<?>[] events = new Event<?>[256];
  private Object[] subjects = new Object[256];
  private long[] tags = new long[256];
  private int[] free = new int[256];
  private int freeCount;
  private long sequence;

  private Event<?> event;
  private Object subject;

  BinaryHeap() {
    Arrays.fill(tags, NONE);
    for (int slot = 255; slot >= 0; slot--) {
      free[freeCount++] = slot;
    }
  }

  /** Adds an event; the tag identifies it to {@link #cancel}. */
  long add(long time, long now, Event<?> event, Object subject) {
    long tag = tag(event, subject);
    if (time == now) {
      pushDueNow(tag);
    } else {
      push(time, tag);
    }
    return tag;
  }

  private long tag(Event<?> event, Object subject) {
    if (freeCount == 0) {
      growSlots();
    }
    int slot = free[--freeCount];
    events[slot] = event;
    subjects[slot] = subject;
    long tag = sequence++ << SLOT_BITS | slot;
    tags[slot] = tag;
    return tag;
  }

  /** Takes an event back; does nothing when it has fired or was cancelled before. */
  void cancel(long tag) {
    int slot = (int) tag & SLOT_MASK;
    if (tag < 0 || tags[slot] != tag) {
      return;
    }
    events[slot] = null;
    subjects[slot] = null;
    tags[slot] = NONE;
    if (++tombstones > 64 && tombstones > (size + ringSize) / 2) {
      bury();
    }
  }

  /**
   * Moves to the next event not later than {@code until} and returns its time, or a negative number
   * when there is none. {@link #event()} and {@link #subject()} then tell what it is.
   */
  long next(long now, long until) {
    while (true) {
      long time;
      long tag;
      if (ringSize > 0 && (size == 0 || heap[0] > now)) {
        time = now;
        tag = ring[ringHead];
        ringHead = (ringHead + 1) & (ring.length - 1);
        ringSize--;
      } else if (size > 0 && heap[0] <= until) {
        time = heap[0];
        tag = heap[1];
        pop();
      } else {
        return NONE;
      }
      int slot = (int) tag & SLOT_MASK;
      event = events[slot];
      subject = subjects[slot];
      events[slot] = null;
      subjects[slot] = null;
      tags[slot] = NONE;
      free[freeCount++] = slot;
      if (event != null) {
        return time;
      }
      tombstones--;
    }
  }

  Event<?> event() {
    return event;
  }

  Object subject() {
    return subject;
  }

  /** How many are still to fire. */
  int count() {
    return size + ringSize - tombstones;
  }

  private void pushDueNow(long tag) {
    if (ringSize == ring.length) {
      long[] larger = new long[2 * ring.length];
      for (int i = 0; i < ringSize; i++) {
        larger[i] = ring[(ringHead + i) & (ring.length - 1)];
      }
      ring = larger;
      ringHead = 0;
    }
    ring[(ringHead + ringSize++) & (ring.length - 1)] = tag;
  }

  private void push(long time, long tag) {
    if (2 * size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * heap.length);
    }
    siftUp(size++, time, tag);
  }

  private void siftUp(int hole, long time, long tag) {
    long[] h = heap;
    int i = hole;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (!before(time, tag, h[2 * parent], h[2 * parent + 1])) {
        break;
      }
      h[2 * i] = h[2 * parent];
      h[2 * i + 1] = h[2 * parent + 1];
      i = parent;
    }
    h[2 * i] = time;
    h[2 * i + 1] = tag;
  }

  private void pop() {
    int last = --size;
    if (last > 0) {
      siftDown(0, heap[2 * last], heap[2 * last + 1]);
    }
  }

  private void siftDown(int hole, long time, long tag) {
    long[] h = heap;
    int i = hole;
    while (true) {
      int child = 2 * i + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size
          && before(h[2 * child + 2], h[2 * child + 3], h[2 * child], h[2 * child + 1])) {
        child++;
      }
      if (!before(h[2 * child], h[2 * child + 1], time, tag)) {
        break;
      }
      h[2 * i] = h[2 * child];
      h[2 * i + 1] = h[2 * child + 1];
      i = child;
    }
    h[2 * i] = time;
    h[2 * i + 1] = tag;
  }

  private static boolean before(long time, long tag, long otherTime, long otherTag) {
    return time != otherTime ? time < otherTime : tag < otherTag;
  }

  /** Drops all tombstones and makes the heap a heap again. */
  private void bury() {
    buryDueNow();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      long tag = heap[2 * i + 1];
      if (!buried(tag)) {
        heap[2 * kept] = heap[2 * i];
        heap[2 * kept + 1] = tag;
        kept++;
      }
    }
    size = kept;
    for (int i = (size >>> 1) - 1; i >= 0; i--) {
      siftDown(i, heap[2 * i], heap[2 * i + 1]);
    }
  }

  private void buryDueNow() {
    int kept = 0;
    for (int i = 0; i < ringSize; i++) {
      long tag = ring[(ringHead + i) & (ring.length - 1)];
      if (!buried(tag)) {
        ring[(ringHead + kept++) & (ring.length - 1)] = tag;
      }
    }
    ringSize = kept;
  }

  /** Gives the slot back when it is a tombstone. */
  private boolean buried(long tag) {
    int slot = (int) tag & SLOT_MASK;
    if (events[slot] != null) {
      return false;
    }
    free[freeCount++] = slot;
    tombstones--;
    return true;
  }

  private void growSlots() {
    int old = tags.length;
    if (old > SLOT_MASK) {
      throw new IllegalStateException("more than " + old + " events pending");
    }
    int larger = 2 * old;
    events = Arrays.copyOf(events, larger);
    subjects = Arrays.copyOf(subjects, larger);
    tags = Arrays.copyOf(tags, larger);
    free = Arrays.copyOf(free, larger);
    for (int slot = larger - 1; slot >= old; slot--) {
      tags[slot] = NONE;
      free[freeCount++] = slot;
    }
  }
}
