package tailback.component.edge;

import tailback.program.Request;

/**
 * The peer with the fewest connections for its weight; among equals they take turns as in {@link
 * RoundRobin} (nginx 1.31, ngx_http_upstream_least_conn_module.c). A process counts its own
 * connections only.
 */
public final class LeastConn implements Balancer {

  private final Peer[] peers;

  /** Over these peers. */
  public LeastConn(Peer[] peers) {
    this.peers = peers;
  }

  @Override
  public Peer choose(Request request, Tried tried, long now) {
    Peer least = null;
    for (Peer peer : peers) {
      if (peer.eligible(tried, now) && (least == null || compare(peer, least) < 0)) {
        least = peer;
      }
    }
    if (least == null) {
      return null;
    }
    Peer best = null;
    int total = 0;
    for (Peer peer : peers) {
      if (peer.eligible(tried, now) && compare(peer, least) == 0) {
        total += RoundRobin.gain(peer);
        if (best == null || peer.currentWeight > best.currentWeight) {
          best = peer;
        }
      }
    }
    return RoundRobin.take(best, total, tried, now);
  }

  private static int compare(Peer one, Peer other) {
    return Long.compare(
        (long) one.connections() * other.weight(), (long) other.connections() * one.weight());
  }
}
