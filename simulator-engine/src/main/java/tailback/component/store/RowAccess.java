package tailback.component.store;

/**
 * A statement that reads, locks or writes one row.
 *
 * @param rows the rows, of which it is one
 * @param purpose what it does with it
 */
public record RowAccess(RowLocks rows, Purpose purpose) {

  /** What a statement does with its row. */
  public enum Purpose {
    /** SELECT. */
    READ,
    /** SELECT … FOR UPDATE: waits while another transaction has the row. */
    LOCK,
    /** SELECT … FOR UPDATE NOWAIT: fails then. */
    LOCK_NOWAIT,
    /** SELECT … FOR UPDATE SKIP LOCKED: does without the row then. */
    LOCK_SKIPPING,
    /** UPDATE. */
    UPDATE
  }
}
