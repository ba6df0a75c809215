package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tailback.kernel.Simulation;
import tailback.program.Request;

/** How a server is chosen, and how one is taken for dead: worked by hand. */
final class BalancerTest {

  private static final long LONG_SINCE = 1_000_000;

  private final Request request = new Request(new Simulation(1), null, 1);

  private static Peer[] peers(int... weights) {
    Peer[] peers = new Peer[weights.length];
    for (int i = 0; i < weights.length; i++) {
      peers[i] = new Peer(null, i, weights[i], 0, new FailTimeout(1, 10));
    }
    return peers;
  }

  /** The letters of the peers that so many requests go to, one after the other. */
  private String turns(Balancer balancer, int requests, long now) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < requests; i++) {
      Peer peer = balancer.choose(request, new Tried(64), now);
      letters.append(peer == null ? '-' : (char) ('a' + peer.index()));
    }
    return letters.toString();
  }

  @Test
  void roundRobin_mixesPeersByTheirWeights() {
    assertThat(turns(new RoundRobin(peers(5, 1, 1)), 7, LONG_SINCE)).isEqualTo("aabacaa");
    assertThat(turns(new RoundRobin(peers(1, 1, 1)), 6, LONG_SINCE)).isEqualTo("abcabc");
  }

  @Test
  void roundRobin_neverReturnsToAPeerThatWasTried() {
    Balancer balancer = new RoundRobin(peers(1, 1));
    Tried tried = new Tried(2);
    assertThat(balancer.choose(request, tried, LONG_SINCE).index()).isZero();
    assertThat(balancer.choose(request, tried, LONG_SINCE).index()).isEqualTo(1);
    assertThat(balancer.choose(request, tried, LONG_SINCE)).isNull();
  }

  @Test
  void failedPeer_isLeftAloneForItsTimeout_thenProbedOnce() {
    Peer[] peers = peers(1, 1);
    Balancer balancer = new RoundRobin(peers);
    peers[1].failed(LONG_SINCE);
    assertThat(turns(balancer, 4, LONG_SINCE + 10)).as("10 s are not over 10 s").isEqualTo("aaaa");
    assertThat(turns(balancer, 6, LONG_SINCE + 11))
        .as("its weight has to grow first; and nobody else goes there while the probe is out")
        .isEqualTo("aabaaa");
    peers[1].health().succeeded(LONG_SINCE + 11);
    assertThat(turns(balancer, 4, LONG_SINCE + 11)).isEqualTo("abab");
  }

  @Test
  void peerIsUp_untilItHasFailedMaxFailsTimes_andSuccessesDoNotCount() {
    FailTimeout health = new FailTimeout(3, 3);
    health.chosen(LONG_SINCE);
    health.failed(LONG_SINCE);
    health.succeeded(LONG_SINCE + 1);
    health.failed(LONG_SINCE + 1);
    assertThat(health.available(LONG_SINCE + 1)).isTrue();
    health.failed(LONG_SINCE + 2);
    assertThat(health.available(LONG_SINCE + 2)).isFalse();
    assertThat(health.available(LONG_SINCE + 5)).isFalse();
    assertThat(health.available(LONG_SINCE + 6)).isTrue();
  }

  @Test
  void maxFailsZero_isNeverTakenForDead() {
    FailTimeout health = new FailTimeout(0, 10);
    health.failed(LONG_SINCE);
    assertThat(health.available(LONG_SINCE)).isTrue();
  }

  @Test
  void maxConns_leavesAPeerAloneThatHasAsMany() {
    Peer full = new Peer(null, 0, 1, 1, Health.ALWAYS);
    full.begin();
    assertThat(turns(new RoundRobin(new Peer[] {full}), 1, LONG_SINCE)).isEqualTo("-");
    full.end();
    assertThat(turns(new RoundRobin(new Peer[] {full}), 1, LONG_SINCE)).isEqualTo("a");
  }

  @Test
  void leastConn_prefersFewConnectionsForTheWeight_thenTurns() {
    Peer[] peers = peers(1, 1, 2);
    Balancer balancer = new LeastConn(peers);
    Function<Integer, String> begin =
        n -> {
          StringBuilder letters = new StringBuilder();
          for (int i = 0; i < n; i++) {
            Peer peer = balancer.choose(request, new Tried(3), LONG_SINCE);
            peer.begin();
            letters.append((char) ('a' + peer.index()));
          }
          return letters.toString();
        };
    assertThat(begin.apply(4)).as("one, one and two").containsOnlyOnce("a").containsOnlyOnce("b");
    peers[1].end();
    assertThat(begin.apply(1)).isEqualTo("b");
  }

  @Test
  void ipHash_sendsAnAddressToTheSamePeer_whileItIsAvailable() {
    Peer[] peers = peers(1, 1, 1, 1);
    Balancer balancer = new IpHash(peers);
    int[] sent = new int[4];
    for (int address = 0; address < 400; address++) {
      request.arrive(address, 0, -1, 0);
      request.from(address, -1);
      String turns = turns(balancer, 3, LONG_SINCE);
      assertThat(turns.chars().distinct().count()).isEqualTo(1);
      sent[turns.charAt(0) - 'a']++;
      peers[turns.charAt(0) - 'a'].failed(LONG_SINCE);
      assertThat(turns(balancer, 1, LONG_SINCE)).isNotEqualTo(turns.substring(0, 1));
      peers[turns.charAt(0) - 'a'].health().chosen(LONG_SINCE + 11);
      peers[turns.charAt(0) - 'a'].health().succeeded(LONG_SINCE + 11);
    }
    assertThat(sent).satisfies(each -> assertThat(each).doesNotContain(0));
  }

  @Test
  void sticky_keepsASessionWhereItWas_andMovesItForGoodWhenThatIsDown() {
    Peer[] peers = peers(1, 1, 1);
    Balancer balancer = new Sticky(peers, new RoundRobin(peers), new Sticky.Cookies());
    StringBuilder first = new StringBuilder();
    for (int session = 0; session < 300; session++) {
      request.from(0, session);
      first.append(turns(balancer, 1, LONG_SINCE));
    }
    assertThat(first.toString()).startsWith("abcabc");
    for (int session = 0; session < 300; session++) {
      request.from(0, session);
      assertThat(turns(balancer, 1, LONG_SINCE)).isEqualTo(first.substring(session, session + 1));
    }
    request.from(0, 0);
    peers[0].failed(LONG_SINCE);
    String moved = turns(balancer, 1, LONG_SINCE);
    assertThat(moved).isNotEqualTo("a");
    assertThat(turns(balancer, 2, LONG_SINCE + 60)).as("a is back").isEqualTo(moved + moved);
  }

  @Test
  void backup_isAskedWhenNobodyElseIsThere() {
    Peer[] first = peers(1);
    Peer spare = new Peer(null, 1, 1, 0, Health.ALWAYS);
    Balancer balancer = new Backup(new RoundRobin(first), new RoundRobin(new Peer[] {spare}));
    assertThat(turns(balancer, 2, LONG_SINCE)).isEqualTo("aa");
    first[0].failed(LONG_SINCE);
    assertThat(turns(balancer, 2, LONG_SINCE)).isEqualTo("bb");
  }
}
