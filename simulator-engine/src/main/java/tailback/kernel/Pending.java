package tailback.kernel;

/**
 * One event that is scheduled. They are recycled, so that nothing is allocated per event; one
 * object for all that is known of an event costs one check of bounds and one line of the
 * processor's cache, parallel arrays cost one for each (10 % on M/M/1). The action stands here, and
 * not only in its {@link Event}, as firing would wait for one reference more (6 %).
 *
 * <p>References stay when it has fired: it is used again at once, and every write of a reference
 * costs the collector's mark as well.
 */
final class Pending {

  /** No tag, no time. */
  static final long NONE = -1;

  /** Where it is: in the ladder, as most are. */
  static final int IN_LADDER = 0;

  /** In the ladder, until it is moved next. */
  static final int CANCELLED = 1;

  /** In the ladder, for all of its lane. */
  static final int HEAD_OF_LANE = 2;

  /** In the ladder, for the others of its lane only. */
  static final int CANCELLED_HEAD = 3;

  /** In a lane. */
  static final int IN_LANE = 4;

  /** Nowhere: it has fired or was taken back, and waits to be used again. */
  static final int IDLE = 5;

  private static final int LANE = 3;

  /** One of the above, and from the fourth bit on the number of its lane. */
  int place;

  long time;

  /** {@code sequence << 24 | slot}. */
  long tag;

  Action<?> action;
  Object subject;

  Pending(int slot) {
    tag = slot;
  }

  /** Which one of all it is. */
  int slot() {
    return Slots.of(tag);
  }

  void place(int where, Lane lane) {
    place = lane.number << LANE | where;
  }

  /** Where it is, apart from the lane. */
  int where() {
    return place & (1 << LANE) - 1;
  }

  /** The number of its lane. */
  int lane() {
    return place >>> LANE;
  }

  @SuppressWarnings("unchecked") // the subject was scheduled with an event whose action this is
  void fire() {
    ((Action<Object>) action).on(subject);
  }
}
