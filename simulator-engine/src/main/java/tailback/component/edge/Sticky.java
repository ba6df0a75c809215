package tailback.component.edge;

import java.util.Arrays;
import tailback.program.Request;

/**
 * A cookie names the peer that answered the session's first request, and the session stays there
 * while that peer is available ({@code sticky cookie}). Requests without a session, and first ones,
 * go where another balancer sends them.
 *
 * <p>The cookie is with the client; all processes of a balancer share what is kept here.
 */
public final class Sticky implements Balancer {

  private final Peer[] peers;
  private final Balancer otherwise;
  private final Cookies cookies;

  /**
   * Over these peers.
   *
   * @param otherwise chooses for those that have no cookie yet
   * @param cookies of the clients, the same for all processes
   */
  public Sticky(Peer[] peers, Balancer otherwise, Cookies cookies) {
    this.peers = peers;
    this.otherwise = otherwise;
    this.cookies = cookies;
  }

  @Override
  public Peer choose(Request request, Tried tried, long now) {
    long session = request.session();
    if (session < 0) {
      return otherwise.choose(request, tried, now);
    }
    int named = cookies.get(session);
    if (named >= 0 && peers[named].eligible(tried, now)) {
      return RoundRobin.take(peers[named], 0, tried, now);
    }
    Peer peer = otherwise.choose(request, tried, now);
    if (peer != null && peer.index() < peers.length) {
      cookies.put(session, peer.index());
    }
    return peer;
  }

  /** The cookies of all sessions: which peer each names. Open addressing, so nothing is boxed. */
  public static final class Cookies {

    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long[] sessions = new long[64];
    private int[] named = new int[64];
    private int count;

    /** No cookies yet. */
    public Cookies() {
      Arrays.fill(sessions, -1);
    }

    int get(long session) {
      int slot = slot(session);
      return sessions[slot] == session ? named[slot] : -1;
    }

    void put(long session, int peer) {
      int slot = slot(session);
      if (sessions[slot] != session) {
        if (2 * ++count > sessions.length) {
          grow();
          slot = slot(session);
        }
        sessions[slot] = session;
      }
      named[slot] = peer;
    }

    private int slot(long session) {
      int mask = sessions.length - 1;
      int slot = (int) (session * GOLDEN >>> 32) & mask;
      while (sessions[slot] >= 0 && sessions[slot] != session) {
        slot = slot + 1 & mask;
      }
      return slot;
    }

    private void grow() {
      long[] before = sessions;
      int[] peers = named;
      sessions = new long[2 * before.length];
      named = new int[sessions.length];
      Arrays.fill(sessions, -1);
      for (int i = 0; i < before.length; i++) {
        if (before[i] >= 0) {
          int slot = slot(before[i]);
          sessions[slot] = before[i];
          named[slot] = peers[i];
        }
      }
    }
  }
}
