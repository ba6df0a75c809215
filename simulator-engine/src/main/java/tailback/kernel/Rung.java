package tailback.kernel;

/**
 * One rung of the {@link Ladder}: a row of buckets, each an unsorted list of the events within a
 * stretch of time. What is later than all of them goes to one bucket more, the last.
 *
 * <p>Which bucket a time belongs to is a monotone function of the time, clamped to the row, so the
 * order of events does not depend on how it rounds.
 */
final class Rung {

  private static final long ONE = 1L << 32;

  /** Per bucket: how many {@code << 32 |} the first one's slot + 1. */
  private long[] buckets = new long[2];

  private long start;
  private double width = 1;
  private double perNano = 1;

  /** The first bucket that may still be added to; those before it have been emptied. */
  private int current;

  private int last;
  private int total;

  /** Covers a stretch of time with about a bucket for each of so many events. It is empty. */
  void cover(long from, double span, int events) {
    width = Math.max(1, span / events);
    perNano = 1 / width;
    start = from;
    current = 0;
    last = (int) (span / width) + 2;
    if (buckets.length <= last) {
      buckets = new long[2 * last];
    }
  }

  /** Covers nothing: all that is later than {@code time} goes to the last bucket. It is empty. */
  void coverNothing(long time) {
    width = 1;
    perNano = 1;
    start = time;
    current = 1;
    last = 1;
  }

  /** The bucket of a time. */
  int bucket(long time) {
    int bucket = (int) ((time - start) * perNano);
    return Math.max(0, Math.min(bucket, last));
  }

  /** Whether a bucket may still be added to. */
  boolean isOpen(int bucket) {
    return bucket >= current;
  }

  boolean isLast(int bucket) {
    return bucket == last;
  }

  /** Adds an event. */
  void put(int bucket, int slot, int[] links) {
    long list = buckets[bucket];
    links[slot] = (int) list;
    buckets[bucket] = list - (int) list + ONE + slot + 1;
    total++;
  }

  /** How many events it has. */
  int total() {
    return total;
  }

  /** How many of them are in the last bucket. */
  int later() {
    return (int) (buckets[last] >>> 32);
  }

  /** Opens the next bucket that is not empty; there is one. */
  int next() {
    int bucket = current;
    while (buckets[bucket] == 0) {
      bucket++;
    }
    current = bucket + 1;
    return bucket;
  }

  /** Opens the last bucket. */
  int lastBucket() {
    return last;
  }

  /** Empties a bucket: how many {@code << 32 |} the first one's slot + 1. */
  long empty(int bucket) {
    long list = buckets[bucket];
    buckets[bucket] = 0;
    total -= (int) (list >>> 32);
    return list;
  }

  /** Whether its buckets cannot be cut finer. */
  boolean isFinest() {
    return width <= 1;
  }

  /** When a bucket begins. */
  long startOf(int bucket) {
    return start + (long) (bucket * width);
  }

  /** How much time a bucket covers. */
  double width() {
    return width;
  }
}
