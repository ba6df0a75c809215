package tailback.queueing;

import tailback.kernel.Action;

/**
 * Whoever queues: a request, a connection, a job. It stands in at most one {@link Line} and is
 * served by at most one {@link ProcessorSharing} at a time, so both keep their links in it and
 * allocate nothing.
 */
public abstract class Customer {

  Line<?> line;
  Customer ahead;
  Customer behind;
  long joined;

  ProcessorSharing server;
  Action<?> served;
  long work;
  long due;
  long timer;
  long started;
  int place = -1;

  /** Whether it stands in a line. */
  public final boolean waiting() {
    return line != null;
  }

  /** Whether a processor is serving it. */
  public final boolean onProcessor() {
    return server != null;
  }

  /** When it joined the line that it stands in, nanoseconds. */
  public final long joined() {
    return joined;
  }

  /** Shares its processor from now on, and takes longer than it seemed. */
  protected void shares() {}

  /** Leaves the line and the processor, wherever it is. */
  protected final void leaveAll() {
    if (line != null) {
      line.leave(this);
    }
    if (server != null) {
      server.stop(this);
    }
  }
}
