package tailback.component.store;

/**
 * When each row of one kind was last changed by a COMMIT. Whoever reads what is older, from a cache
 * or from a replica that lags, reads something stale.
 */
public final class Versions {

  private long[] written = {};

  /** There are at least so many rows. */
  public Versions among(int rows) {
    if (rows > written.length) {
      written = java.util.Arrays.copyOf(written, rows);
    }
    return this;
  }

  /** A change of a row is committed at this time, nanoseconds. */
  public void committed(int row, long now) {
    written[row] = now;
  }

  /** Whether a row has changed since that time: data as of then are stale. */
  public boolean changedSince(int row, long time) {
    return row < written.length && written[row] > time;
  }
}
