package tailback.component.worker;

/** What a step asks of the worker that runs it. */
public enum Demand {
  /** Python on a core. */
  CPU,
  /** I/O that cooperates: sockets under a monkey-patched or asynchronous library. */
  WAIT,
  /** A C call that does not yield but drops the GIL. */
  BLOCK,
  /** A C call that keeps the GIL. */
  BLOCK_HOLDING_GIL
}
