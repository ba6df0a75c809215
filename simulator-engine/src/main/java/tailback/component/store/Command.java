package tailback.component.store;

import tailback.component.worker.Execution;

/** What a cache does for an execution at the moment when it runs its command. */
public interface Command {

  /**
   * Does it; what it found out, it notes in the execution.
   *
   * @return false when there is no memory for what it writes
   */
  boolean run(Execution execution);
}
