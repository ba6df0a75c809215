package tailback.component.edge;

import java.util.List;
import tailback.component.Assembly;

/** The texts of the error pages that Nginx makes itself. */
final class Failures {

  /** Statuses of 500 and above that it has a page for. */
  static final List<Integer> KNOWN = List.of(500, 502, 503, 504);

  private final int serverError;
  private final int badGateway;
  private final int unavailable;
  private final int gatewayTimeout;

  Failures(Assembly assembly) {
    serverError = assembly.failure("500 Internal Server Error");
    badGateway = assembly.failure("502 Bad Gateway");
    unavailable = assembly.failure("503 Service Temporarily Unavailable");
    gatewayTimeout = assembly.failure("504 Gateway Time-out");
  }

  /** The text of a page with this status. */
  int of(int status) {
    return switch (status) {
      case 500 -> serverError;
      case 502 -> badGateway;
      case 503 -> unavailable;
      case 504 -> gatewayTimeout;
      default -> throw new IllegalArgumentException("no page for " + status);
    };
  }
}
