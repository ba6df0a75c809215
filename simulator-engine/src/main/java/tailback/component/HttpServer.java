package tailback.component;

import tailback.program.Request;

/**
 * Whatever takes HTTP requests.
 *
 * <p>A client's connection is there when a request comes: the client has spent the round trip of
 * the TCP handshake, and half a one on the request itself. {@link Request#newConnection} says
 * whether the connection is new, which is what a TLS handshake and a place among the connections go
 * by. A server that keeps connections open between requests says so with {@code
 * client.connection().keep(…)} before it answers; see {@link tailback.program.ClientConnection}.
 * When a client leaves in the middle of a request, the exchange is abandoned first, and then the
 * connection closed, if the server kept it.
 */
public interface HttpServer extends Scalable {

  /**
   * Takes a request.
   *
   * @param client who is told what becomes of it; never from inside this call
   * @return the exchange; null when the connection was refused at once
   */
  Exchange receive(Request request, HttpClient client);
}
