package tailback.component.host;

import tailback.component.Component.Tally;

/** How often a host was slowed down or frozen, for how long, and when it was first. */
final class Throttling {

  private final String counter;
  private long since = -1;
  private long total;
  private long count;
  private long first;

  /**
   * Nothing yet.
   *
   * @param counter under which it is counted, such as {@code app.throttled}
   */
  Throttling(String counter) {
    this.counter = counter;
  }

  void begin(long now) {
    since = now;
    if (count++ == 0) {
      first = now;
    }
  }

  void end(long now) {
    total += now - since;
    since = -1;
  }

  /** Begins its statistics anew: the end of the warm-up. */
  void reset(long now) {
    total = 0;
    count = since < 0 ? 0 : 1;
    first = now;
    since = since < 0 ? -1 : now;
  }

  void count(long now, Tally tally) {
    if (count > 0) {
      tally.add(counter, count);
      tally.add(counter + "_ns", total + (since < 0 ? 0 : now - since));
      tally.first(counter, first);
    }
  }
}
