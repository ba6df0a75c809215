package tailback.component.edge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.ClientConnection;

/**
 * The connections to servers that a worker process keeps for later requests ({@code keepalive} of
 * an upstream): so many idle ones, the one used last is used first, and when there is one too many
 * the one idle for longest is closed (nginx 1.31, ngx_http_upstream_keepalive_module.c). It limits
 * the idle ones, not how many there are.
 */
final class KeptUpstreams {

  private static final long TIMEOUT = 60_000_000_000L;
  private static final int REQUESTS = 1000;

  private final NginxProcess process;
  private final Simulation simulation;
  private final Event<Idle> over;

  /** By how long they have been idle, the longest first. */
  private final List<Idle> idle = new ArrayList<>();

  private final ArrayDeque<Idle> free = new ArrayDeque<>();

  KeptUpstreams(NginxProcess process, Assembly assembly) {
    this.process = process;
    simulation = assembly.simulation();
    over = assembly.event("upstream keepalive_timeout", this::close);
  }

  boolean isEmpty() {
    return idle.isEmpty();
  }

  /** One to this server, whose slot the request takes over; null when there is none. */
  ClientConnection take(Peer peer) {
    for (int i = idle.size() - 1; i >= 0; i--) {
      Idle one = idle.get(i);
      if (one.server == peer.server()) {
        ClientConnection connection = one.connection;
        one.connection = null;
        remove(one);
        return connection;
      }
    }
    return null;
  }

  /** A new one. */
  ClientConnection open() {
    return new ClientConnection(simulation);
  }

  /** A request is done with one: keeps it, with its slot, if the server does. */
  boolean keep(ClientConnection connection, Peer peer, int most) {
    if (!connection.isOpen()) {
      return false;
    }
    if (connection.requests() >= REQUESTS || most == 0) {
      connection.leave();
      return false;
    }
    while (idle.size() >= most) {
      close(idle.get(0));
    }
    Idle one = free.isEmpty() ? new Idle() : free.pop();
    one.connection = connection;
    one.server = peer.server();
    one.timer = over.in(TIMEOUT, one);
    connection.whenServerCloses(one.closed);
    idle.add(one);
    return true;
  }

  /** Closes the one that has been idle for longest. */
  private void close(Idle one) {
    ClientConnection connection = one.connection;
    forget(one);
    connection.leave();
  }

  private void forget(Idle one) {
    one.connection = null;
    remove(one);
    process.slotFreed();
  }

  private void remove(Idle one) {
    simulation.cancel(one.timer);
    idle.remove(one);
    free.push(one);
  }

  /** One that is idle. */
  private final class Idle {
    private final Runnable closed = () -> forget(this);
    private ClientConnection connection;
    private Object server;
    private long timer;
  }
}
