package tailback.kernel;

import java.util.Arrays;

/** Events on their way to be sorted. */
final class Batch {

  private long[] times = new long[64];
  private Pending[] events = new Pending[64];
  private long[] spareTimes = {};
  private Pending[] spareEvents = {};
  private int size;

  void add(Pending event) {
    if (size == events.length) {
      times = Arrays.copyOf(times, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
    }
    times[size] = event.time;
    events[size++] = event;
  }

  /** Keeps the first of them only. */
  void keep(int number) {
    size = number;
  }

  int size() {
    return size;
  }

  long time(int index) {
    return times[index];
  }

  Pending event(int index) {
    return events[index];
  }

  /** Sorts them by merging, the earliest first. */
  void sort() {
    if (spareEvents.length < size) {
      spareTimes = new long[times.length];
      spareEvents = new Pending[times.length];
    }
    for (int run = 1; run < size; run *= 2) {
      for (int low = 0; low < size; low += 2 * run) {
        merge(low, Math.min(low + run, size), Math.min(low + 2 * run, size));
      }
      System.arraycopy(spareTimes, 0, times, 0, size);
      System.arraycopy(spareEvents, 0, events, 0, size);
    }
  }

  private void merge(int low, int middle, int high) {
    int left = low;
    int right = middle;
    for (int i = low; i < high; i++) {
      boolean takeLeft = right >= high || left < middle && isLater(right, left);
      int next = takeLeft ? left++ : right++;
      spareTimes[i] = times[next];
      spareEvents[i] = events[next];
    }
  }

  private boolean isLater(int one, int other) {
    return PendingEvents.later(times[one], events[one], times[other], events[other]);
  }
}
