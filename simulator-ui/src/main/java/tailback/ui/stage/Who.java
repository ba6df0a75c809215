package tailback.ui.stage;

import tailback.journal.Frame;
import tailback.journal.Scene;
import tailback.program.Request;

/**
 * Keys of those who are on the stage. A request's key is its number; a background task, which has
 * that of the request that handed it over, has its complement; a branch has one of its own.
 */
public final class Who {

  /** A request's number; above it stands what tells attempts apart. */
  private static final long NUMBER = (1L << 56) - 1;

  // A branch: this bit, which branch, which group, which request of the group.
  private static final long IS_BRANCH = 1L << 62;
  private static final int BRANCH_SHIFT = 52;
  private static final int GROUP_SHIFT = 40;
  private static final long BRANCHES = (1L << 10) - 1;
  private static final long GROUPS = (1L << 12) - 1;
  private static final long WITHIN_GROUP = (1L << GROUP_SHIFT) - 1;

  private Who() {}

  /** The key of a request, or of a task. */
  public static long of(long number, boolean task) {
    return task ? ~(number & NUMBER) : number;
  }

  /**
   * The key of the one in a seat of a frame, when that is one of a request's or of a task worker.
   */
  static long in(Frame frame, int s) {
    return frame.branch[s] > 0
        ? branch(frame.holder[s], frame.branch[s])
        : of(frame.holder[s], frame.kindOf(frame.unit[s]) == Scene.Kind.TASK_WORKER);
  }

  /** The key of a branch of a request. */
  static long branch(long number, int branch) {
    return IS_BRANCH
        | (branch & BRANCHES) << BRANCH_SHIFT
        | (number >>> Request.GROUP_SHIFT & GROUPS) << GROUP_SHIFT
        | number & WITHIN_GROUP;
  }

  /** Whether a key is that of a branch. */
  static boolean isBranch(long key) {
    return key > 0 && (key & IS_BRANCH) != 0;
  }

  /** The key of the request that a branch belongs to; of anybody else, the key itself. */
  public static long whole(long key) {
    return isBranch(key)
        ? (key >>> GROUP_SHIFT & GROUPS) << Request.GROUP_SHIFT | key & WITHIN_GROUP
        : key;
  }
}
