package tailback.program;

import tailback.kernel.Simulation;

/**
 * A TCP connection of a client to the front of the stack that may carry one request after the
 * other.
 *
 * <p>The client offers to keep it; it stays open after an answer only when the server has said so
 * with {@link #keep}. A server that says nothing closes it with the answer, as a sync worker of
 * Gunicorn does. What a server knows of an idle connection, such as its slot and its timer, it
 * leaves here, and finds it again when the next request comes on it.
 *
 * <p>A server may {@link #close} it at any time while it is idle. The client learns of that half a
 * round trip later; a request that meets a closed connection is sent again on a new one, as
 * browsers and HTTP libraries do (RFC 9110, 9.2.2 and RFC 9112, 9.3.1).
 */
public final class ClientConnection {

  /** What a server knows of a connection that it keeps. */
  public interface Kept {

    /** The client has closed the connection: what it held at the server is free. */
    void closedByClient();
  }

  private final Simulation simulation;
  private int server;
  private int requests;
  private Kept kept;
  private long closedAt;
  private Runnable whenServerCloses;

  /** A connection yet to be opened. */
  public ClientConnection(Simulation simulation) {
    this.simulation = simulation;
  }

  /** The client opens it to the server of this number among those in front. */
  public void open(int to) {
    server = to;
    requests = 0;
    kept = null;
    closedAt = 0;
  }

  /** The client sends a request over it. */
  public void carry() {
    requests++;
  }

  /** How many requests were sent over it, the present one included. */
  public int requests() {
    return requests;
  }

  /** Which of the servers in front it leads to. */
  public int server() {
    return server;
  }

  /** What its client does at once when the server closes it while it is idle. */
  public void whenServerCloses(Runnable action) {
    whenServerCloses = action;
  }

  // ---- the server's side

  /** The server keeps it open after the answer that it is about to give; until it closes it. */
  public void keep(Kept by) {
    kept = by;
  }

  /** What the server has left here; null when it does not keep the connection. */
  public Kept kept() {
    return kept;
  }

  /** The server closes it: its {@code keepalive_timeout} is over, or it wants the slot. */
  public void close() {
    kept = null;
    closedAt = simulation.now();
    if (whenServerCloses != null) {
      whenServerCloses.run();
    }
  }

  // ---- the client's side

  /** Whether the server keeps it open. */
  public boolean isOpen() {
    return kept != null;
  }

  /** Whether the server has closed it, and word of that has come: it takes half a round trip. */
  public boolean isKnownClosed(long roundTrip) {
    return kept == null && closedAt + roundTrip / 2 <= simulation.now();
  }

  /** The client closes it, whether it was kept or not. */
  public void leave() {
    Kept by = kept;
    kept = null;
    closedAt = simulation.now();
    if (by != null) {
      by.closedByClient();
    }
  }
}
