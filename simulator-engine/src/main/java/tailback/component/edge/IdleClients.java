package tailback.component.edge;

import java.util.ArrayDeque;
import tailback.component.Assembly;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.ClientConnection;
import tailback.queueing.Line;

/**
 * The connections that clients may use again ({@code keepalive_timeout}, {@code
 * keepalive_requests}): each keeps its slot until its client comes back, its time is over, or the
 * slot is needed (nginx 1.31, ngx_connection.c, ngx_drain_connections).
 */
final class IdleClients {

  private static final int MOST_AT_ONCE = 32;
  private static final int SHARE = 8;

  private final NginxProcess process;
  private final Simulation simulation;
  private final Line<IdleClient> idle;
  private final Event<IdleClient> over;
  private final ArrayDeque<IdleClient> free = new ArrayDeque<>();

  IdleClients(NginxProcess process, Assembly assembly) {
    this.process = process;
    simulation = assembly.simulation();
    idle = assembly.line(assembly.part().name() + ".keepalive", Integer.MAX_VALUE);
    over = assembly.event("keepalive_timeout", this::onOver);
  }

  /** A connection is idle from now on, for so long at most. */
  void keep(ClientConnection connection, long timeout) {
    IdleClient client = free.isEmpty() ? new IdleClient(process) : free.pop();
    client.connection = connection;
    client.timer = over.in(timeout, client);
    idle.join(client);
    connection.keep(client);
  }

  /** Its client is back. */
  void resume(IdleClient client) {
    client.connection.keep(null);
    idle.leave(client);
    forget(client);
  }

  /** Its client has closed it. */
  void closed(IdleClient client) {
    idle.leave(client);
    forget(client);
  }

  private void onOver(IdleClient client) {
    client.timer = -1;
    close(client);
  }

  /** Slots are needed: closes an eighth of them, at most 32 at once, the longest idle first. */
  void drain() {
    int number = Math.max(1, Math.min(MOST_AT_ONCE, idle.length() / SHARE));
    while (number-- > 0 && !idle.isEmpty()) {
      close(idle.first());
    }
  }

  private void close(IdleClient client) {
    client.connection.close();
    idle.leave(client);
    forget(client);
    process.slotFreed();
  }

  private void forget(IdleClient client) {
    if (client.timer >= 0) {
      simulation.cancel(client.timer);
      client.timer = -1;
    }
    client.connection = null;
    free.push(client);
  }
}
