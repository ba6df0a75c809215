package tailback.component.worker;

import java.util.Arrays;

/** The {@code on_commit} blocks that an execution's open transaction has reached, and how often. */
public final class OnCommit {

  private int[] reached = {};

  OnCommit() {}

  void reset() {
    if (reached.length > 0) {
      Arrays.fill(reached, 0);
    }
  }

  /** A block was reached. */
  public void register(int block) {
    if (block >= reached.length) {
      reached = Arrays.copyOf(reached, Math.max(block + 1, 2 * reached.length));
    }
    reached[block]++;
  }

  /** How often a block was reached; from now on, never. */
  public int take(int block) {
    if (block >= reached.length) {
      return 0;
    }
    int times = reached[block];
    reached[block] = 0;
    return times;
  }

  /** Forgets the blocks of a transaction that rolled back. */
  public void forget(int from, int to) {
    if (from < reached.length) {
      Arrays.fill(reached, from, Math.min(to, reached.length), 0);
    }
  }
}
