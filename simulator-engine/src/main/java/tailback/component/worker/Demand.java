package tailback.component.worker;

/** What a step asks of the worker that runs it. */
public enum Demand {
  /** Python on a core. */
  CPU,
  /** I/O that cooperates: sockets under a monkey-patched or asynchronous library. */
  WAIT,
  /**
   * A system call of Python's own that does not yield but drops the GIL, as an un-patched {@code
   * time.sleep}: a signal interrupts it (PEP 475).
   */
  BLOCK,
  /** The same inside a C library, as libpq, which waits on: a signal is seen when it returns. */
  BLOCK_IN_LIBRARY,
  /** A C call that keeps the GIL. */
  BLOCK_HOLDING_GIL
}
