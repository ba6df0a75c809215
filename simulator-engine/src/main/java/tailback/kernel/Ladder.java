package tailback.kernel;

import static tailback.kernel.Pending.CANCELLED;

/**
 * A ladder queue (Tang, Goh and Thng 2005): a priority queue whose cost hardly grows with its size.
 *
 * <p>Three parts, from soon to late. The <em>bottom</em> is sorted; {@link PendingEvents} has it.
 * The <em>rungs</em> are rows of buckets, each an unsorted list; an inner rung is one bucket of the
 * rung before it, cut finer. The <em>top</em>, everything later, is the last bucket of the first
 * rung. When the bottom is empty the next buckets are sorted into it, or, when the first of them
 * holds too many, it becomes a rung itself; when all rungs are empty the top becomes the first one.
 * So most events are moved three times, whatever their number. A handful never leaves the bottom:
 * up to two dozen, a sorted array is the fastest list there is.
 *
 * <p>Ties leave in the order of their tags: equal times always come to the same part, so that an
 * event need not be the latest of those which are due at its time.
 *
 * <p>An event that was cancelled is taken out of the bottom at once; elsewhere it is dropped when
 * it is moved next.
 */
final class Ladder {

  /** So many are sorted by insertion; a longer bucket becomes a rung. */
  private static final int FEW = 48;

  /**
   * So many are sorted at a time: the processor fetches them together (5 % with 1,000 pending, 12 %
   * with 100,000).
   */
  private static final int ENOUGH = 8;

  private static final int RUNGS = 8;

  private final PendingEvents bottom;
  private final Slots slots;
  private final Batch batch = new Batch();
  private final Rung[] rungs = new Rung[RUNGS];
  private final Rung first = new Rung();

  private int depth = 1;
  private int topSize;
  private long topMin = Long.MAX_VALUE;
  private long topMax;
  private int cancelled;

  Ladder(PendingEvents bottom, Slots slots) {
    this.bottom = bottom;
    this.slots = slots;
    rungs[0] = first;
    for (int i = 1; i < RUNGS; i++) {
      rungs[i] = new Rung();
    }
  }

  /** Whether all events are in the bottom. */
  boolean isEmpty() {
    return depth == 1 && first.total() == 0;
  }

  /** Adds an event, here or to the bottom. */
  void add(long time, Pending event) {
    if (isEmpty()) {
      first.coverNothing(bottom.lastTime());
    }
    int bucket = first.bucket(time);
    if (first.isOpen(bucket)) {
      addToFirst(time, bucket, event.slot());
    } else if (!addToInner(time, event.slot())) {
      bottom.insert(time, event);
      if (bottom.size() > 2 * FEW) {
        splitBottom();
      }
    }
  }

  private void addToFirst(long time, int bucket, int slot) {
    boolean top = bucket == first.last();
    topSize += top ? 1 : 0;
    topMin = Math.min(topMin, top ? time : Long.MAX_VALUE);
    topMax = Math.max(topMax, time);
    first.put(bucket, slot, slots.links);
  }

  private boolean addToInner(long time, int slot) {
    for (int i = 1; i < depth; i++) {
      int bucket = rungs[i].bucket(time);
      if (rungs[i].isOpen(bucket)) {
        rungs[i].put(bucket, slot, slots.links);
        return true;
      }
    }
    return false;
  }

  /** Takes away an event that was cancelled, at once or later; frees its slot then. */
  void cancel(Pending event) {
    event.place = CANCELLED;
    int few = bottom.size();
    if (few > 0 && few <= 2 * FEW && event.time <= bottom.lastTime()) {
      bottom.remove(event);
      bottom.free(event);
    } else if (++cancelled > FEW && cancelled > bottom.used() / 2) {
      dropCancelled();
    }
  }

  /** How many are in it that were cancelled. */
  int cancelled() {
    return cancelled;
  }

  /** An event that was taken had been cancelled before. */
  void dropped(Pending event) {
    cancelled--;
    bottom.free(event);
  }

  // ---- from the top down

  /** Sorts the next events into the bottom, which is empty; false when there are none. */
  boolean refill() {
    while (bottom.size() == 0) {
      Rung inner = rungs[depth - 1];
      if (inner.total() == 0) {
        if (depth == 1) {
          return false;
        }
        depth--;
        continue;
      }
      if (depth == 1 && inner.total() == topSize) {
        lowerTop();
      } else {
        nextBuckets(inner);
      }
    }
    return true;
  }

  private void lowerTop() {
    int events = topSize;
    long from = topMin;
    long span = topMax - from;
    clearTop();
    if (events <= FEW || span == 0) {
      batch.keep(0);
      gather(first, first.last());
      first.coverNothing(from + span);
      sort();
    } else {
      int list = first.empty(first.last());
      first.left(events);
      first.cover(from, span, events);
      spread(list);
    }
  }

  /** Spreads a list over the first rung; without a batch, as it may be long. */
  private void spread(int list) {
    int slot = list;
    while (slot != 0) {
      Pending each = slots.get(slot);
      int next = slots.links[slot];
      if (each.place == CANCELLED) {
        dropped(each);
      } else {
        first.put(first.bucket(each.time), slot, slots.links);
      }
      slot = next;
    }
  }

  private void clearTop() {
    topSize = 0;
    topMin = Long.MAX_VALUE;
    topMax = 0;
  }

  /** Sorts the next buckets into the bottom; one that holds too many is cut finer instead. */
  private void nextBuckets(Rung inner) {
    int top = depth == 1 ? topSize : 0;
    batch.keep(0);
    while (batch.size() < ENOUGH && inner.total() > top) {
      int before = batch.size();
      int bucket = inner.next();
      gather(inner, bucket);
      int events = batch.size() - before;
      if (events > FEW && depth < RUNGS && !inner.isFinest()) {
        Rung finer = rungs[depth++];
        finer.cover(inner.startOf(bucket), inner.width(), events);
        spread(before, finer);
        break;
      }
    }
    sort();
  }

  /** Moves the events of a bucket to the batch, and drops those that were cancelled. */
  private void gather(Rung rung, int bucket) {
    int events = 0;
    for (int slot = rung.empty(bucket); slot != 0; slot = slots.links[slot]) {
      Pending each = slots.get(slot);
      events++;
      if (each.place == CANCELLED) {
        dropped(each);
      } else {
        batch.add(each);
      }
    }
    rung.left(events);
  }

  /** Moves those of the batch from a number on to a rung. */
  private void spread(int from, Rung rung) {
    for (int i = from; i < batch.size(); i++) {
      rung.put(rung.bucket(batch.time(i)), batch.event(i).slot(), slots.links);
    }
    batch.keep(from);
  }

  /** Sorts what was gathered into the bottom: later buckets first, so that few make way. */
  private void sort() {
    if (batch.size() > 2 * FEW) {
      batch.sort();
    }
    for (int i = batch.size() - 1; i >= 0; i--) {
      bottom.insert(batch.time(i), batch.event(i));
    }
  }

  /** The bottom is long: it becomes the innermost rung. */
  private void splitBottom() {
    long from = bottom.firstTime();
    long span = bottom.lastTime() - from;
    if (depth == RUNGS || span == 0) {
      return;
    }
    Rung finer = rungs[depth++];
    finer.cover(from, span, bottom.size());
    for (int i = 0; i < bottom.size(); i++) {
      Pending each = bottom.get(i);
      if (each.place == CANCELLED) {
        dropped(each);
      } else {
        finer.put(finer.bucket(each.time), each.slot(), slots.links);
      }
    }
    bottom.clear();
  }

  // ---- cancelling

  /** Drops all that were cancelled; the others begin anew at the top. */
  private void dropCancelled() {
    batch.keep(0);
    for (int i = 0; i < depth; i++) {
      while (rungs[i].total() > 0) {
        gather(rungs[i], rungs[i].next());
      }
    }
    for (int i = 0; i < bottom.size(); i++) {
      Pending each = bottom.get(i);
      if (each.place == CANCELLED) {
        dropped(each);
      } else {
        batch.add(each);
      }
    }
    bottom.clear();
    depth = 1;
    clearTop();
    first.coverNothing(0);
    for (int i = 0; i < batch.size(); i++) {
      addToFirst(batch.time(i), first.last(), batch.event(i).slot());
    }
  }
}
