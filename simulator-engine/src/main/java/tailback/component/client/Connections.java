package tailback.component.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tailback.kernel.Simulation;
import tailback.program.ClientConnection;

/** The idle connections of a group's clients: each has its own, and takes the one it used last. */
final class Connections {

  private final Simulation simulation;
  private final List<ArrayDeque<ClientConnection>> idle = new ArrayList<>();
  private final ArrayDeque<ClientConnection> closed = new ArrayDeque<>();

  Connections(Simulation simulation) {
    this.simulation = simulation;
  }

  /** One that a client has, and that is open as far as it knows; null when there is none. */
  ClientConnection of(int client, long roundTrip) {
    ArrayDeque<ClientConnection> own = client < idle.size() ? idle.get(client) : null;
    while (own != null && !own.isEmpty()) {
      ClientConnection last = own.pop();
      if (!last.isKnownClosed(roundTrip)) {
        return last;
      }
      closed.push(last);
    }
    return null;
  }

  /** A new one, to the server of this number. */
  ClientConnection open(int server) {
    ClientConnection fresh = closed.isEmpty() ? new ClientConnection(simulation) : closed.pop();
    fresh.open(server);
    return fresh;
  }

  /** The answer is there: the client keeps the connection if the server does. */
  void answered(int client, ClientConnection connection, long roundTrip) {
    if (connection.isKnownClosed(roundTrip)) {
      closed.push(connection);
      return;
    }
    while (idle.size() <= client) {
      idle.add(null);
    }
    if (idle.get(client) == null) {
      idle.set(client, new ArrayDeque<>());
    }
    idle.get(client).push(connection);
  }

  /** The client closes it. */
  void leave(ClientConnection connection) {
    connection.leave();
    closed.push(connection);
  }
}
