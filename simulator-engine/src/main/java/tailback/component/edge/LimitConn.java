package tailback.component.edge;

import java.util.Arrays;
import tailback.program.Describe;
import tailback.program.Request;

/**
 * {@code limit_conn}: so many requests of a client address, or of all, are in the making at once;
 * the others are refused at once, nobody waits (nginx 1.31, ngx_http_limit_conn_module.c). All
 * worker processes share it.
 */
final class LimitConn {

  /** The directive and its zone. */
  record Settings(
      @Describe(value = "requests at once", required = true, least = 1) int conn,
      @Describe(
              value = "whose requests are counted: each client address's, or the server's",
              absent = "address")
          LimitReq.Key key) {}

  private final boolean byAddress;
  private final Zone zone = new Zone(Integer.MAX_VALUE / 2);
  private int limit;
  private int[] counts = new int[16];

  LimitConn(Settings settings) {
    byAddress = settings.key() == LimitReq.Key.ADDRESS;
    change(settings);
  }

  /** Goes on with other settings. */
  void change(Settings settings) {
    limit = settings.conn();
  }

  /** A request comes; false when it is refused. Who is let in must {@link #leave}. */
  boolean enter(Request request) {
    int key = key(request);
    int slot = zone.find(key);
    if (slot == Zone.NONE) {
      slot = zone.add(key);
      if (counts.length < zone.slots()) {
        counts = Arrays.copyOf(counts, zone.slots());
      }
      counts[slot] = 1;
      return true;
    }
    if (counts[slot] >= limit) {
      return false;
    }
    counts[slot]++;
    return true;
  }

  /** What a request was counted under. */
  int key(Request request) {
    return byAddress ? request.address() : 0;
  }

  /** The end of a request that was counted under this key. */
  void leave(int key) {
    int slot = zone.find(key);
    if (--counts[slot] == 0) {
      zone.remove(slot);
    }
  }
}
