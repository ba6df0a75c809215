package tailback.component.worker;

import java.util.ArrayDeque;

/** Executions to be used again, so that a run allocates none once it has warmed up. */
public final class ExecutionPool {

  private final ArrayDeque<Execution> free = new ArrayDeque<>();
  private final int databases;
  private Programs programs;
  private long taken;
  private long returned;

  /**
   * An empty pool.
   *
   * @param databases how many databases and pools the stack has
   */
  public ExecutionPool(int databases) {
    this.databases = databases;
  }

  /** What the executions of this pool run. */
  void programs(Programs all) {
    programs = all;
  }

  Programs programs() {
    return programs;
  }

  Execution take() {
    taken++;
    Execution execution = free.poll();
    return execution != null ? execution : new Execution(this, databases);
  }

  void giveBack(Execution execution) {
    returned++;
    execution.abandon();
    execution.process = null;
    execution.state = Execution.State.QUEUED;
    free.push(execution);
  }

  /** How many are alive. */
  public long alive() {
    return taken - returned;
  }
}
