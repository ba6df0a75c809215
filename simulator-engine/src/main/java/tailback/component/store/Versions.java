package tailback.component.store;

import java.util.Arrays;

/**
 * When each row of one kind was last changed by a COMMIT. Whoever reads what is older, from a cache
 * or from a replica that lags, reads something stale.
 */
public final class Versions {

  private static final long NEVER = Long.MIN_VALUE;

  private long[] written = {};

  /** There are at least so many rows. */
  public Versions among(int rows) {
    if (rows > written.length) {
      int known = written.length;
      written = Arrays.copyOf(written, rows);
      Arrays.fill(written, known, rows, NEVER);
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
