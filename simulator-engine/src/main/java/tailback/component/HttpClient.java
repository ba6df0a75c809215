package tailback.component;

import tailback.program.ClientConnection;

/** Whoever sent a request and waits for the answer: a visitor, or Nginx towards its upstream. */
public interface HttpClient {

  /**
   * The answer is there, whole.
   *
   * @param status the HTTP status
   */
  void answered(int status);

  /** The connection stands: the three-way handshake is done. Only called when it took a while. */
  void connected();

  /**
   * The connection that the request comes over, for a server that keeps connections; null when it
   * is opened for this request alone.
   */
  default ClientConnection connection() {
    return null;
  }

  /**
   * Whether it has the request's body, whole, before it sends the request: an edge that buffers
   * requests. A visitor uploads it at the pace of the network.
   */
  default boolean hasBody() {
    return false;
  }

  /**
   * Whether it takes the answer as fast as it comes: an edge that buffers answers. A visitor takes
   * it at the pace of the network.
   */
  default boolean buffersAnswer() {
    return false;
  }

  /** The connection could not be made: nobody listens, or a unix socket's backlog is full. */
  void refused();

  /** The connection was closed or reset before an answer came. */
  void reset();
}
