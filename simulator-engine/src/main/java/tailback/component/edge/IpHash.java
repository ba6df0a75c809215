package tailback.component.edge;

import tailback.program.Request;

/**
 * Clients of a network, the first three bytes of their address, always meet the same peer while it
 * is available (nginx 1.31, ngx_http_upstream_ip_hash_module.c). After twenty misses they take
 * turns. Each client address of the model is in a network of its own.
 */
public final class IpHash implements Balancer {

  private static final int SEED = 89;
  private static final int FACTOR = 113;
  private static final int MODULUS = 6271;
  private static final int MISSES = 20;

  private final Peer[] peers;
  private final RoundRobin turns;
  private final int totalWeight;

  /** Over these peers. */
  public IpHash(Peer[] peers) {
    this.peers = peers;
    turns = new RoundRobin(peers);
    int sum = 0;
    for (Peer peer : peers) {
      sum += peer.weight();
    }
    totalWeight = sum;
  }

  @Override
  public Peer choose(Request request, Tried tried, long now) {
    if (peers.length == 1) {
      return turns.choose(request, tried, now);
    }
    int network = request.address();
    int hash = SEED;
    for (int miss = 0; miss <= MISSES; miss++) {
      for (int shift = 16; shift >= 0; shift -= 8) {
        hash = (hash * FACTOR + (network >> shift & 0xff)) % MODULUS;
      }
      Peer peer = at(hash % totalWeight);
      if (peer.eligible(tried, now)) {
        return RoundRobin.take(peer, 0, tried, now);
      }
    }
    return turns.choose(request, tried, now);
  }

  private Peer at(int point) {
    int i = 0;
    int left = point - peers[0].weight();
    while (left >= 0) {
      left -= peers[++i].weight();
    }
    return peers[i];
  }
}
