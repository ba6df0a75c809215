package tailback.component.edge;

import java.util.List;

/**
 * When a request is passed to the next server ({@code proxy_next_upstream}): after which failures,
 * how often, for how long (nginx 1.31, ngx_http_upstream.c, ngx_http_upstream_next).
 */
final class NextUpstream {

  /** A failure that the directive may name. */
  enum Condition {
    /** The connection was refused, reset, or closed before an answer. */
    ERROR,
    /** The server took no connection, or sent nothing, for too long. */
    TIMEOUT,
    /** Requests may be repeated that are POSTs and were sent. */
    NON_IDEMPOTENT,
    HTTP_403,
    HTTP_404,
    HTTP_429,
    HTTP_500,
    HTTP_502,
    HTTP_503,
    HTTP_504,
    /** None of them. */
    OFF;

    int bit() {
      return 1 << ordinal();
    }
  }

  static final int ERROR = Condition.ERROR.bit();
  static final int TIMEOUT = Condition.TIMEOUT.bit();
  static final int NON_IDEMPOTENT = Condition.NON_IDEMPOTENT.bit();

  private final int conditions;
  private final int tries;
  private final long timeout;

  /**
   * The rules of a location.
   *
   * @param conditions after which failures
   * @param tries how many servers are asked at most; 0: all
   * @param timeout no other server is asked after so long, nanoseconds; 0: no limit
   */
  NextUpstream(List<Condition> conditions, int tries, long timeout) {
    int bits = 0;
    for (Condition condition : conditions) {
      bits |= condition.bit();
    }
    this.conditions = conditions.contains(Condition.OFF) ? 0 : bits;
    this.tries = tries;
    this.timeout = timeout;
  }

  /** Whether any status of an answer is taken for a failure. */
  boolean looksAtStatuses() {
    return conditions >= Condition.HTTP_403.bit();
  }

  /** The failure that an answer of this status is; 0 when it is none. */
  int ofStatus(int status) {
    int failure =
        switch (status) {
          case 403 -> Condition.HTTP_403.bit();
          case 404 -> Condition.HTTP_404.bit();
          case 429 -> Condition.HTTP_429.bit();
          case 500 -> Condition.HTTP_500.bit();
          case 502 -> Condition.HTTP_502.bit();
          case 503 -> Condition.HTTP_503.bit();
          case 504 -> Condition.HTTP_504.bit();
          default -> 0;
        };
    return failure & conditions;
  }

  /** Whether a server that answered so is well all the same. */
  static boolean harmless(int failure) {
    return failure == Condition.HTTP_403.bit() || failure == Condition.HTTP_404.bit();
  }

  /** How many servers are asked at most, of so many. */
  int tries(int servers) {
    return tries > 0 ? Math.min(tries, servers) : servers;
  }

  /** Whether a request that failed so, after such a time, goes to another server. */
  boolean allows(int failure, long elapsed) {
    return (conditions & failure) == failure && (timeout == 0 || elapsed < timeout);
  }
}
