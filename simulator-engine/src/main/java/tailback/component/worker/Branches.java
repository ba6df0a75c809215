package tailback.component.worker;

/** The branches that an execution forks and joins; and whose branch it is itself. */
public final class Branches {

  private final Execution execution;
  private final ExecutionPool pool;

  // Of those that it has forked: how many are still under way, and the status with which one of
  // them has ended it.
  private int underWay;
  private boolean ended;
  private int status;

  // As a branch: of whom, and where it ends.
  private Execution parent;
  private int end;

  Branches(Execution execution, ExecutionPool pool) {
    this.execution = execution;
    this.pool = pool;
  }

  void reset() {
    ended = false;
  }

  /** It is a branch of that one, up to this operation. */
  void belongsTo(Execution forked, int last) {
    parent = forked;
    end = last;
  }

  /** It is no branch. */
  void belongsToNone() {
    parent = null;
  }

  /** Whose branch it is; null when it is none. */
  Execution parent() {
    return parent;
  }

  /** The operation at which it ends, as a branch. */
  int end() {
    return end;
  }

  /** One of the branches has ended with this status: so will all, when they are joined. */
  void endWith(int answered) {
    ended = true;
    status = answered;
  }

  /**
   * Runs several branches, from here on and each to its end; then the execution goes on.
   *
   * @return true when its process does one after the other, and the first is to begin
   */
  public boolean fork(int[] starts, int[] ends, int after, int place) {
    WorkerProcess process = execution.process;
    if (!process.forks()) {
      return true;
    }
    underWay = starts.length;
    execution.jump(after);
    execution.leave(Demand.WAIT, place);
    execution.state = Execution.State.FORKED;
    for (int i = 0; i < starts.length; i++) {
      Execution branch = pool.take();
      branch.branch(execution, starts[i], ends[i]);
      process.start(branch);
    }
    return false;
  }

  /** A branch is at its end; where branches run one after the other the next begins. */
  public boolean endBranch() {
    if (parent == null) {
      return true;
    }
    Execution forked = parent;
    execution.process.end(execution);
    if (--forked.branches().underWay == 0) {
      forked.resume();
    }
    return false;
  }

  /** All branches are done: an exception in one of them goes on from here. */
  public boolean join() {
    if (ended) {
      ended = false;
      execution.respond(status);
    }
    return true;
  }
}
