package tailback.component.edge;

import tailback.program.ClientConnection;
import tailback.queueing.Customer;

/** A client's connection that a worker process keeps open between two requests, in its slot. */
final class IdleClient extends Customer implements ClientConnection.Kept {

  final NginxProcess process;
  ClientConnection connection;
  long timer = -1;

  IdleClient(NginxProcess process) {
    this.process = process;
  }

  @Override
  public void closedByClient() {
    process.closed(this);
  }
}
