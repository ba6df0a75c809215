package tailback.component.store;

import tailback.program.Step;
import tailback.program.Step.SynchronousCommit;

/**
 * What a session may SET for itself, and otherwise has from {@code postgresql.conf}.
 *
 * @param statementTimeout its clock
 * @param lockTimeout its clock
 * @param workMem what a sort may have of memory, bytes
 * @param synchronousCommit what its COMMIT waits for
 */
record Parameters(
    Timeout.Clock statementTimeout,
    Timeout.Clock lockTimeout,
    long workMem,
    SynchronousCommit synchronousCommit) {

  /** These, where a SET says nothing else. */
  Parameters with(Step.Set set, Backend backend, Statements statements) {
    return new Parameters(
        set.statementTimeout() == null
            ? statementTimeout
            : statements.statementTimeout(backend, set.statementTimeout().toNanos()),
        set.lockTimeout() == null
            ? lockTimeout
            : statements.locks().lockTimeout(backend, set.lockTimeout().toNanos()),
        set.workMem() == null ? workMem : set.workMem().count(),
        set.synchronousCommit() == null ? synchronousCommit : set.synchronousCommit());
  }
}
