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

  /** Where it is. */
  static final int IN_LADDER = 0;

  static final int DUE_NOW = 1;
  static final int IN_OWN_LANE = 2;

  long time;

  /** {@code sequence << 24 | slot}, or {@link #NONE} once it has fired or was cancelled. */
  long tag = NONE;

  Event<?> event;
  Object subject;
  int place;
}
