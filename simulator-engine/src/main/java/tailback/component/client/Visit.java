package tailback.component.client;

import tailback.component.Exchange;
import tailback.component.HttpClient;
import tailback.program.ClientConnection;
import tailback.program.Request;
import tailback.program.WebSocket;

/** One request of a client, from sending it to its answer, or until the client gives up. */
final class Visit implements HttpClient, WebSocket.Message {

  final Request request;
  Exchange exchange;
  Source source;

  /** Whose connections it may use. */
  int client;

  /** Null when it is closed after the answer in any case. */
  ClientConnection connection;

  /** What it is a message of; null for a request of its own. */
  WebSocket socket;

  /** The number of the server in front that it is sent to. */
  int server;

  /** When it, or its answer, is at the other end of the network; negative when it is not there. */
  long way = -1;

  /** When its client gives up; negative when never. */
  long timer = -1;

  int user;
  int status;
  Retries.Outcome outcome;
  boolean open;

  private final Clients clients;

  Visit(Clients clients, Request request) {
    this.clients = clients;
    this.request = request;
  }

  @Override
  public ClientConnection connection() {
    return connection;
  }

  @Override
  public Request request() {
    return request;
  }

  @Override
  public void connected() {}

  @Override
  public void answered(int status) {
    clients.returned(this, status, Retries.Outcome.ANSWERED);
  }

  @Override
  public void refused() {
    clients.returned(this, 0, Retries.Outcome.REFUSED);
  }

  @Override
  public void reset() {
    clients.returned(this, 0, Retries.Outcome.RESET);
  }
}
