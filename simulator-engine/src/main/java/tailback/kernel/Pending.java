package tailback.kernel;

/**
 * One event that is scheduled. They are recycled, so that nothing is allocated per event; one
 * object for all that is known of an event costs one check of bounds and one line of the
 * processor's cache, parallel arrays cost one for each (10 % on M/M/1).
 *
 * <p>References stay when it has fired: it is used again at once, and every write of a reference
 * costs the collector's mark as well.
 */
final class Pending {

  /** No tag, no time. */
  static final long NONE = -1;

  /** Where it is: in the ladder, as most are. */
  static final int IN_LADDER = 0;

  /** In the ladder, for all of its lane. */
  static final int HEAD_OF_LANE = 1;

  /** In the ladder, until it is moved next. */
  static final int CANCELLED = 2;

  /** In the ladder, for the others of its lane only. */
  static final int CANCELLED_HEAD = 3;

  /** In a lane of events with the same delay. */
  static final int IN_LANE = 4;

  /** In the lane of those that are due now. */
  static final int DUE_NOW = 5;

  final int slot;

  long time;

  /** {@code sequence << 24 | slot}, or {@link #NONE} once it has fired. */
  long tag = NONE;

  int place;
  Action<?> action;
  Object subject;

  /** Whose lane it is in; of interest only there. */
  Event<?> event;

  Pending(int slot) {
    this.slot = slot;
  }

  @SuppressWarnings("unchecked") // the subject was scheduled with an event whose action this is
  void fire() {
    ((Action<Object>) action).on(subject);
  }
}
