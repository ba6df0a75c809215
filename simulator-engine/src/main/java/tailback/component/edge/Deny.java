package tailback.component.edge;

import java.util.Map;
import tailback.component.Assembly;
import tailback.kernel.Stream;
import tailback.program.Request;

/**
 * A block list: requests of some clients are answered 403, whatever they are told by, address or
 * user agent ({@code deny}, nginx 1.31, ngx_http_access_module.c; or {@code return 403}). The least
 * of a web application firewall.
 */
final class Deny {

  private final double[] shares;
  private final Stream known;

  /**
   * A list.
   *
   * @param clients the share of the addresses of each group of clients that it knows
   */
  Deny(Map<String, Double> clients, Assembly assembly) {
    shares =
        assembly.deployment().traffic().keySet().stream()
            .mapToDouble(group -> clients.getOrDefault(group, 0.0))
            .toArray();
    known = assembly.simulation().stream("block list", "address");
  }

  boolean covers(Request request) {
    double share = shares[request.group()];
    return share > 0 && known.of(request.address()).nextDouble() < share;
  }
}
