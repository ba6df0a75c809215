package tailback.component.store;

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
    SynchronousCommit synchronousCommit) {}
