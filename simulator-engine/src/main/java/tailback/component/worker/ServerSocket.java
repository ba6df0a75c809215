package tailback.component.worker;

import java.util.ArrayDeque;
import tailback.program.WebSocket;

/**
 * A WebSocket at the end of its worker: an execution that does not end with its answer. It holds
 * its thread or its greenlet, waits for the next message, runs the steps of that message's
 * endpoint, and waits again. Messages that come meanwhile stay in the kernel's buffer, in order.
 *
 * <p>Pings are answered beside the handler, by whatever reads the connection: they need the baton
 * once, and no core to speak of. What a client sent before it left is handled all the same.
 */
final class ServerSocket extends Contender implements WebSocket {

  private final Execution execution;
  private final WebSocket.Client client;
  private final ArrayDeque<Received> inbox = new ArrayDeque<>();
  private final ArrayDeque<Received> free = new ArrayDeque<>();
  private WorkerProcess process;
  private Message current;
  private boolean left;

  /** A message that waits, or is handled; null once its client has given it up. */
  private static final class Received {
    private int endpoint;
    private long attempt;
    private int row;
    private Message message;

    private Received of(Message sent) {
      message = sent;
      endpoint = sent.request().endpoint();
      attempt = sent.request().attempt();
      row = sent.request().row();
      return this;
    }
  }

  ServerSocket(Execution execution, WebSocket.Client client) {
    this.execution = execution;
    this.client = client;
  }

  /** Whether the handshake is done. */
  boolean isOpen() {
    return process != null;
  }

  // ---- the worker's side

  /**
   * The handshake or a message is done.
   *
   * @return false when the connection is to be closed
   */
  boolean goesOn(int status) {
    Message handled = current;
    current = null;
    execution.worksFor(null);
    if (!isOpen()) {
      process = execution.process;
      if (!left) {
        client.opened(this);
      }
    } else if (handled != null && !left) { // else nobody takes the answer
      handled.answered(status);
    }
    if (!inbox.isEmpty()) {
      begin();
      process.goOn(execution);
      return true;
    }
    if (!left) {
      process.idle(execution);
    }
    return !left;
  }

  private void begin() {
    Received next = inbox.poll();
    current = next.message;
    execution.handle(next.endpoint, next.attempt, next.row);
    execution.worksFor(current == null ? null : current.request());
    next.message = null;
    free.push(next);
  }

  /** The client has closed the connection, which the handler sees when it reads on. */
  void leave() {
    left = true;
    if (execution.state == Execution.State.IDLE) {
      execution.close();
    }
  }

  /** Its process has died. */
  void die() {
    inbox.clear();
    left = true;
  }

  // ---- the client's side

  /** What comes after somebody in between has closed the connection reaches nobody. */
  @Override
  public void send(Message message) {
    if (left) {
      return;
    }
    inbox.add((free.isEmpty() ? new Received() : free.pop()).of(message));
    if (execution.state == Execution.State.IDLE) {
      begin();
      execution.resume();
    } else {
      process.unread(message.request());
    }
  }

  @Override
  public void forget(Message message) {
    if (current == message) {
      current = null;
      execution.worksFor(null);
    }
    for (Received each : inbox) {
      if (each.message == message) {
        each.message = null;
      }
    }
  }

  @Override
  public void ping() {
    if (!waiting() && !left && process.baton().acquire(this)) {
      granted();
    }
  }

  @Override
  long number() {
    return execution.number();
  }

  @Override
  void granted() {
    if (process.baton().isHeldBy(this)) {
      process.baton().release();
      if (!left) {
        client.ponged();
      }
    }
  }
}
