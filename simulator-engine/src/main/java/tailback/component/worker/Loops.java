package tailback.component.worker;

import java.util.Arrays;

/**
 * The loops that an execution is in, and how often it has been round them: what tells repeated
 * draws of the same step apart.
 */
public final class Loops {

  /** Spreads the turns of an inner loop apart from those of the outer one; a prime. */
  private static final long STRIDE = 1_000_003;

  private int[] turnsLeft = new int[4];
  private long[] outer = new long[4];
  private long occurrence;

  Loops() {}

  void reset() {
    occurrence = 0;
  }

  /** Begins where others are: as a branch. */
  void within(Loops others) {
    if (turnsLeft.length < others.turnsLeft.length) {
      turnsLeft = new int[others.turnsLeft.length];
      outer = new long[others.turnsLeft.length];
    }
    occurrence = others.occurrence;
  }

  /** Enters a loop that lies in so many others; it has at least one turn. */
  public void enter(int depth, int turns) {
    if (depth == turnsLeft.length) {
      turnsLeft = Arrays.copyOf(turnsLeft, 2 * depth);
      outer = Arrays.copyOf(outer, 2 * depth);
    }
    turnsLeft[depth] = turns;
    outer[depth] = occurrence;
    occurrence *= STRIDE;
  }

  /** Begins the next turn of the loop at that depth, or (false) leaves it. */
  public boolean turn(int depth) {
    if (--turnsLeft[depth] > 0) {
      occurrence++;
      return true;
    }
    occurrence = outer[depth];
    return false;
  }

  long occurrence() {
    return occurrence;
  }
}
