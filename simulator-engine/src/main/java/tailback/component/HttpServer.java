package tailback.component;

import tailback.program.Request;

/** Whatever takes HTTP requests. */
public interface HttpServer extends Component {

  /**
   * Takes a request.
   *
   * @param client who is told what becomes of it; never from inside this call
   * @return the exchange; null when the connection was refused at once
   */
  Exchange receive(Request request, HttpClient client);

  /** Whether it serves what comes now: what a health check would find. */
  default boolean isUp() {
    return true;
  }
}
