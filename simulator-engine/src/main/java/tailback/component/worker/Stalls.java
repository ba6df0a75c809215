package tailback.component.worker;

import tailback.component.Component.Tally;

/** How often C code stopped a whole worker while others were ready to run, and for how long. */
final class Stalls {

  private final String part;
  private long count;
  private long total;
  private long longest;
  private long mostWaiting;
  private long first;

  Stalls(String part) {
    this.part = part;
    reset();
  }

  void record(long begin, long end, int waiting) {
    if (waiting == 0) {
      return;
    }
    count++;
    total += end - begin;
    longest = Math.max(longest, end - begin);
    mostWaiting = Math.max(mostWaiting, waiting);
    first = Math.min(first, begin);
  }

  void reset() {
    count = 0;
    total = 0;
    longest = 0;
    mostWaiting = 0;
    first = Long.MAX_VALUE;
  }

  void count(Tally tally) {
    if (count > 0) {
      tally.add(part + ".stalls", count);
      tally.add(part + ".stalled_ns", total);
      tally.largest(part + ".longest_stall_ns", longest);
      tally.largest(part + ".stalled_others", mostWaiting);
      tally.first(part + ".stalls", first);
    }
  }
}
