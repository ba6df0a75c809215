package tailback.component.edge;

import tailback.program.Request;

/**
 * Chooses the server for a request among those that are available and have not been tried for it.
 */
public interface Balancer {

  /**
   * Chooses a peer.
   *
   * @param tried where the request has been already; the chosen one is added
   * @param now the time, seconds
   * @return the peer; null when none is available
   */
  Peer choose(Request request, Tried tried, long now);
}
