package tailback.metric;

import java.util.Arrays;

/**
 * What is kept of a histogram that is done: how many durations there were, their mean, and how many
 * lie beyond any duration. Durations that differ by less than 0.2 % are not told apart: it takes 16
 * bytes for each that is, so 30 kB for some thousand durations, and 0.1 MB for millions.
 */
final class Outline {

  private static final int BITS = 10;

  private final long count;
  private final double mean;
  private long[] cells = new long[64];
  private long[] upTo = new long[64];
  private int used;

  Outline(Histogram of) {
    count = of.count();
    mean = of.mean();
    of.buckets(this::add);
    cells = Arrays.copyOf(cells, used);
    upTo = Arrays.copyOf(upTo, used);
  }

  private void add(long nanos, long here) {
    long cell = cell(nanos);
    long before = used == 0 ? 0 : upTo[used - 1];
    if (used == 0 || cell > cells[used - 1]) {
      if (used == cells.length) {
        cells = Arrays.copyOf(cells, 2 * used);
        upTo = Arrays.copyOf(upTo, 2 * used);
      }
      cells[used++] = cell;
    }
    upTo[used - 1] = before + here;
  }

  /** The duration without its lower bits: the same for durations that are not told apart. */
  private static long cell(long nanos) {
    int lower = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - BITS);
    return nanos >>> lower << lower;
  }

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  /** How many durations are longer. */
  long beyond(long nanos) {
    int found = Arrays.binarySearch(cells, cell(nanos));
    int last = found >= 0 ? found : -found - 2;
    return last < 0 ? count : count - upTo[last];
  }
}
