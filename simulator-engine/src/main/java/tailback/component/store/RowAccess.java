package tailback.component.store;

/**
 * A statement that takes a row lock.
 *
 * @param rows the rows, one of which it takes
 * @param writes whether it is an UPDATE; otherwise a SELECT … FOR UPDATE
 * @param whenLocked what it does while another transaction has the row
 */
public record RowAccess(RowLocks rows, boolean writes, WhenLocked whenLocked) {

  /** What a statement does while another transaction has its row. */
  public enum WhenLocked {
    /** Waits. */
    WAIT,
    /** Fails. */
    NOWAIT,
    /** Does without it. */
    SKIP_LOCKED
  }
}
