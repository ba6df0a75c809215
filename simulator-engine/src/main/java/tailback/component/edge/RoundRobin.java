package tailback.component.edge;

import tailback.program.Request;

/**
 * Smooth weighted round robin: at each choice every available peer gains its weight, the one ahead
 * of all wins and pays the sum. So weights 5, 1, 1 give a a b a c a a, not a a a a a b c (nginx
 * 1.31, ngx_http_upstream_round_robin.c). A peer that failed comes back with a small weight that
 * grows by one at each choice.
 */
public final class RoundRobin implements Balancer {

  private final Peer[] peers;

  /** Over these peers. */
  public RoundRobin(Peer[] peers) {
    this.peers = peers;
  }

  @Override
  public Peer choose(Request request, Tried tried, long now) {
    Peer best = null;
    int total = 0;
    for (Peer peer : peers) {
      if (peer.eligible(tried, now)) {
        total += gain(peer);
        if (best == null || peer.currentWeight > best.currentWeight) {
          best = peer;
        }
      }
    }
    return best == null ? null : take(best, total, tried, now);
  }

  /** A peer takes part in a choice: gains its weight, and recovers from a failure. */
  static int gain(Peer peer) {
    int gained = peer.effectiveWeight;
    peer.currentWeight += gained;
    if (peer.effectiveWeight < peer.weight()) {
      peer.effectiveWeight++;
    }
    return gained;
  }

  /** A peer is chosen, and pays what all gained. */
  static Peer take(Peer peer, int total, Tried tried, long now) {
    peer.currentWeight -= total;
    peer.health().chosen(now);
    tried.add(peer);
    return peer;
  }
}
