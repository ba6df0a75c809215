package tailback.component.client;

import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.program.Request;

/** One request of a client, from sending it to its answer, or until the client gives up. */
final class Visit implements HttpClient {

  final Request request;
  Exchange exchange;
  Source source;
  long timer = -1;
  int user;
  boolean open;

  private final Clients clients;

  Visit(Clients clients, Request request) {
    this.clients = clients;
    this.request = request;
  }

  @Override
  public void connected() {}

  @Override
  public void answered(int status) {
    clients.finish(this, status);
  }

  @Override
  public void refused() {
    request.failed(clients.refused);
    clients.finish(this, 0);
  }

  @Override
  public void reset() {
    request.failed(clients.reset);
    clients.finish(this, 0);
  }
}
