package tailback.kernel;

/**
 * One rung of the {@link Ladder}: a row of buckets, each an unsorted list of the events within a
 * stretch of time. What is later than all of them goes to one bucket more, the last.
 *
 * <p>Buckets cover a power of two of nanoseconds, so that a shift finds the bucket of a time.
 */
final class Rung {

  /** Per bucket its first event's slot; 0 when it is empty. */
  private int[] buckets = new int[2];

  private long start;

  /** A bucket covers 2^shift nanoseconds. */
  private int shift;

  /** The first bucket that may still be added to. */
  private int current;

  private int last;
  private int total;

  /** Covers a stretch of time with a bucket or two for each of so many events. It is empty. */
  void cover(long from, long span, int events) {
    shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(span / events));
    start = from;
    current = 0;
    last = (int) (span >> shift) + 1;
    if (buckets.length <= last) {
      buckets = new int[2 * last];
    }
  }

  /** Covers nothing: all that is later than {@code time} goes to the last bucket. It is empty. */
  void coverNothing(long time) {
    shift = 0;
    start = time;
    current = 1;
    last = 1;
  }

  /** The bucket of a time; -1 when it is earlier than all of them. */
  int bucket(long time) {
    return (int) Math.max(-1, Math.min((time - start) >> shift, last));
  }

  /** Whether a bucket may still be added to. */
  boolean isOpen(int bucket) {
    return bucket >= current;
  }

  /** Adds an event. */
  void put(int bucket, int slot, int[] links) {
    links[slot] = buckets[bucket];
    buckets[bucket] = slot;
    total++;
  }

  /** How many events it has. */
  int total() {
    return total;
  }

  /** The next bucket that is not empty; there is one. */
  int next() {
    int bucket = current;
    while (buckets[bucket] == 0) {
      bucket++;
    }
    return bucket;
  }

  /** The last bucket. */
  int last() {
    return last;
  }

  /** Empties a bucket, and closes it and those before it; its first event's slot. */
  int empty(int bucket) {
    int slot = buckets[bucket];
    buckets[bucket] = 0;
    current = bucket + 1;
    return slot;
  }

  /** So many events have left it. */
  void left(int events) {
    total -= events;
  }

  /** Whether its buckets cannot be cut finer. */
  boolean isFinest() {
    return shift == 0;
  }

  /** When a bucket begins. */
  long startOf(int bucket) {
    return start + ((long) bucket << shift);
  }

  /** How much time a bucket covers. */
  long width() {
    return 1L << shift;
  }
}
