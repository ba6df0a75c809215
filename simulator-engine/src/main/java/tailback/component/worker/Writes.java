package tailback.component.worker;

import java.util.Arrays;
import tailback.component.store.Versions;

/** The rows that an execution's open transaction has changed: nobody else sees that yet. */
public final class Writes {

  private Versions[] kinds = new Versions[2];
  private int[] rows = new int[2];
  private int count;

  Writes() {}

  /** A row was changed. */
  public void add(Versions kind, int row) {
    if (count == rows.length) {
      kinds = Arrays.copyOf(kinds, 2 * count);
      rows = Arrays.copyOf(rows, 2 * count);
    }
    kinds[count] = kind;
    rows[count++] = row;
  }

  /** COMMIT, at this time. */
  public void commit(long now) {
    for (int i = 0; i < count; i++) {
      kinds[i].committed(rows[i], now);
    }
    count = 0;
  }

  /** ROLLBACK: nothing was changed. */
  public void forget() {
    count = 0;
  }
}
