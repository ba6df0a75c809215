package tailback.kernel;

import static tailback.kernel.Pending.NONE;

import java.util.Arrays;

/**
 * A ladder queue (Tang, Goh and Thng 2005): a priority queue whose cost hardly grows with its size.
 *
 * <p>Three parts, from soon to late. The <em>bottom</em> is a sorted array, earliest last. The
 * <em>rungs</em> are rows of buckets, each an unsorted list of the events within a stretch of time;
 * an inner rung is one bucket of the rung before it, cut finer. The <em>top</em> is an unsorted
 * list of everything later. When the bottom is empty the next bucket is sorted into it, or, when it
 * holds too many, becomes a rung itself; when all rungs are empty the top becomes the first one. So
 * most events are moved three times, whatever their number. A handful never leaves the bottom: up
 * to two dozen, a sorted array is the fastest list there is.
 *
 * <p>Which bucket a time belongs to is a monotone function of the time, clamped to the rung, so the
 * order of events does not depend on how it rounds. Ties leave in the order of their tags.
 *
 * <p>An event that was cancelled is taken out of the bottom at once; elsewhere it is dropped when
 * it is moved next.
 */
final class Ladder {

  /** So many are sorted by insertion; a longer bucket becomes a rung. */
  private static final int FEW = 48;

  /** So many may come to the bottom while there is nothing else. */
  private static final int SMALL = 24;

  private static final int RUNGS = 8;

  private static final long ONE = 1L << 32;

  private final Slots slots;

  private long[] bottom = new long[16 * FEW];
  private int end;

  /** For each rung and bucket: how many {@code << 32 |} the first one's slot + 1. */
  private final long[][] buckets = new long[RUNGS][0];

  private final long[] start = new long[RUNGS];
  private final double[] width = new double[RUNGS];
  private final double[] perNano = new double[RUNGS];
  private final int[] current = new int[RUNGS];
  private final int[] length = new int[RUNGS];
  private final int[] total = new int[RUNGS];
  private int rungs;

  private int top;
  private int topSize;
  private long topMin = Long.MAX_VALUE;
  private long topMax;
  private long topStart;

  private int cancelled;
  private long[] spare = {};

  Ladder(Slots slots) {
    this.slots = slots;
  }

  /**
   * Adds an event. Equal times always come to the same part, so that it need not be the latest of
   * those which are due at that time.
   */
  void add(long time, long tag) {
    if (rungs == 0 && topSize == 0 && end < 2 * SMALL) {
      topStart = Math.max(topStart, time); // a branch here would be a coin toss
      insert(time, tag);
    } else if (time > topStart) {
      addToTop(time, Slots.of(tag));
    } else if (rungs == 0 || !addToRung(time, Slots.of(tag))) {
      insert(time, tag);
      if (end > 4 * FEW) {
        splitBottom();
      }
    }
  }

  /** The time of the first event; {@link Pending#NONE} when there is none. */
  long first() {
    return end > 0 || refill() ? bottom[end - 2] : NONE;
  }

  /** Takes away the event that {@link #first} told of; its tag. */
  long take() {
    end -= 2;
    return bottom[end + 1];
  }

  /** Takes away an event that was cancelled, at once or later; frees its slot then. */
  void cancel(Pending event, long tag) {
    event.tag = NONE;
    if (end > 0 && end <= 4 * FEW && !later(event.time, tag, bottom[0], bottom[1])) {
      remove(tag);
      slots.free(Slots.of(tag));
    } else if (++cancelled > FEW && cancelled > slots.used() / 2) {
      dropCancelled();
    }
  }

  /** How many are in it that were cancelled. */
  int cancelled() {
    return cancelled;
  }

  /** An event that was taken had been cancelled before. */
  void dropped(int slot) {
    cancelled--;
    slots.free(slot);
  }

  // ---- the bottom: (time, tag), the earliest last

  private void insert(long time, long tag) {
    int i = end;
    if (i + 2 > bottom.length) {
      bottom = Arrays.copyOf(bottom, 2 * bottom.length);
    }
    long[] b = bottom;
    end = i + 2;
    if (i > 4 * FEW) {
      i = makeRoom(time, tag, i);
    } else {
      while (i > 0 && later(time, tag, b[i - 2], b[i - 1])) {
        b[i] = b[i - 2];
        b[i + 1] = b[i - 1];
        i -= 2;
      }
    }
    b[i] = time;
    b[i + 1] = tag;
  }

  /** Moves those that are earlier, in a bottom so long that looking at each would take long. */
  private int makeRoom(long time, long tag, int used) {
    int low = 0;
    int high = used / 2;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (later(time, tag, bottom[2 * middle], bottom[2 * middle + 1])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    System.arraycopy(bottom, 2 * low, bottom, 2 * low + 2, used - 2 * low);
    return 2 * low;
  }

  private static boolean later(long time, long tag, long thanTime, long thanTag) {
    return time > thanTime || time == thanTime && tag > thanTag;
  }

  private void remove(long tag) {
    long[] b = bottom;
    int i = end - 2;
    while (b[i + 1] != tag) {
      i -= 2;
    }
    end -= 2;
    for (; i < end; i++) {
      b[i] = b[i + 2];
    }
  }

  private void splitBottom() {
    long from = bottom[end - 2];
    long span = bottom[0] - from;
    if (rungs == RUNGS || span == 0) {
      return;
    }
    int rung = cut(from, span, end / 2);
    for (int i = 0; i < end; i += 2) {
      int slot = Slots.of(bottom[i + 1]);
      Pending each = slots.get(slot);
      if (each.tag == bottom[i + 1]) {
        put(rung, bucket(rung, each.time), slot);
      } else {
        dropped(slot);
      }
    }
    end = 0;
  }

  // ---- the rungs

  private boolean addToRung(long time, int slot) {
    for (int rung = 0; rung < rungs; rung++) {
      int bucket = bucket(rung, time);
      if (bucket >= current[rung]) {
        put(rung, bucket, slot);
        return true;
      }
    }
    return false;
  }

  private int bucket(int rung, long time) {
    int bucket = (int) ((time - start[rung]) * perNano[rung]);
    return Math.max(0, Math.min(bucket, length[rung] - 1));
  }

  private void put(int rung, int bucket, int slot) {
    long[] row = buckets[rung];
    long list = row[bucket];
    slots.links[slot] = (int) list;
    row[bucket] = list - (int) list + ONE + slot + 1;
    total[rung]++;
  }

  /** A new innermost rung, with about a bucket for each of so many events; its number. */
  private int cut(long from, double span, int events) {
    int rung = rungs++;
    double wide = Math.max(1, span / events);
    int many = (int) (span / wide) + 2;
    if (buckets[rung].length < many) {
      buckets[rung] = new long[2 * many];
    }
    start[rung] = from;
    width[rung] = wide;
    perNano[rung] = 1 / wide;
    current[rung] = 0;
    length[rung] = many;
    total[rung] = 0;
    return rung;
  }

  private void spread(int rung, int list) {
    int next = list;
    while (next != 0) {
      int slot = next - 1;
      Pending each = slots.get(slot);
      next = slots.links[slot];
      if (each.tag == NONE) {
        dropped(slot);
      } else {
        put(rung, bucket(rung, each.time), slot);
      }
    }
  }

  // ---- the top

  private void addToTop(long time, int slot) {
    slots.links[slot] = top;
    top = slot + 1;
    topSize++;
    topMin = Math.min(topMin, time);
    topMax = Math.max(topMax, time);
  }

  private void clearTop() {
    top = 0;
    topSize = 0;
    topMin = Long.MAX_VALUE;
    topMax = 0;
  }

  // ---- from the top down

  /** Sorts the next events into the bottom, which is empty; false when there are none. */
  private boolean refill() {
    while (end == 0) {
      while (rungs > 0 && total[rungs - 1] == 0) {
        rungs--;
      }
      if (rungs > 0) {
        nextBucket();
      } else if (topSize > 0) {
        lowerTop();
      } else {
        return false;
      }
    }
    return true;
  }

  private void lowerTop() {
    int list = top;
    int events = topSize;
    long from = topMin;
    long span = topMax - from;
    topStart = topMax;
    clearTop();
    if (events <= FEW || span == 0) {
      sort(list, events);
    } else {
      spread(cut(from, span, events), list);
    }
  }

  private void nextBucket() {
    int rung = rungs - 1;
    long[] row = buckets[rung];
    int bucket = current[rung];
    while (row[bucket] == 0) {
      bucket++;
    }
    int list = (int) row[bucket];
    int events = (int) (row[bucket] >>> 32);
    row[bucket] = 0;
    total[rung] -= events;
    current[rung] = bucket + 1;
    if (events <= FEW || rungs == RUNGS || width[rung] <= 1) {
      sort(list, events);
    } else {
      spread(cut(start[rung] + (long) (bucket * width[rung]), width[rung], events), list);
    }
  }

  /**
   * Sorts a list into the bottom. All are copied before the first two are compared, so that the
   * processor fetches several at once: the branches of a comparison would make it wait for each (10
   * % with 100,000 pending).
   */
  private void sort(int list, int events) {
    if (bottom.length < 2 * events) {
      bottom = new long[4 * events];
    }
    long[] b = bottom;
    int copied = 0;
    int next = list;
    while (next != 0) {
      int slot = next - 1;
      Pending each = slots.get(slot);
      next = slots.links[slot];
      if (each.tag == NONE) {
        dropped(slot);
      } else {
        b[copied] = each.time;
        b[copied + 1] = each.tag;
        copied += 2;
      }
    }
    if (copied > 2 * FEW) {
      end = copied;
      mergeSort();
    } else {
      for (int i = 0; i < copied; i += 2) {
        insert(b[i], b[i + 1]);
      }
    }
  }

  private void mergeSort() {
    if (spare.length < end) {
      spare = new long[2 * end];
    }
    long[] from = bottom;
    long[] to = spare;
    for (int run = 2; run < end; run *= 2) {
      for (int low = 0; low < end; low += 2 * run) {
        merge(from, low, Math.min(low + run, end), Math.min(low + 2 * run, end), to);
      }
      long[] swap = from;
      from = to;
      to = swap;
    }
    if (from != bottom) {
      System.arraycopy(from, 0, bottom, 0, end);
    }
  }

  private static void merge(long[] from, int low, int middle, int high, long[] to) {
    int left = low;
    int right = middle;
    for (int i = low; i < high; i += 2) {
      boolean takeLeft =
          right >= high
              || left < middle && later(from[left], from[left + 1], from[right], from[right + 1]);
      int next = takeLeft ? left : right;
      to[i] = from[next];
      to[i + 1] = from[next + 1];
      if (takeLeft) {
        left += 2;
      } else {
        right += 2;
      }
    }
  }

  // ---- cancelling

  /** Drops all that were cancelled; the others begin anew at the top. */
  private void dropCancelled() {
    int list = top;
    clearTop();
    toTop(list);
    for (int rung = 0; rung < rungs; rung++) {
      for (int i = current[rung]; i < length[rung]; i++) {
        toTop((int) buckets[rung][i]);
        buckets[rung][i] = 0;
      }
    }
    rungs = 0;
    for (int i = 0; i < end; i += 2) {
      int slot = Slots.of(bottom[i + 1]);
      Pending each = slots.get(slot);
      if (each.tag == bottom[i + 1]) {
        addToTop(each.time, slot);
      } else {
        dropped(slot);
      }
    }
    end = 0;
    topStart = 0;
  }

  private void toTop(int list) {
    int next = list;
    while (next != 0) {
      int slot = next - 1;
      Pending each = slots.get(slot);
      next = slots.links[slot];
      if (each.tag == NONE) {
        dropped(slot);
      } else {
        addToTop(each.time, slot);
      }
    }
  }
}
