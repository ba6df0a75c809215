package tailback.component.edge;

import java.util.ArrayList;
import java.util.List;

/**
 * When a request is passed to the next server ({@code proxy_next_upstream}): after which failures,
 * how often, for how long (nginx 1.31, ngx_http_upstream.c, ngx_http_upstream_next).
 */
final class NextUpstream {

  /** The connection was refused, reset, or closed before an answer. */
  static final int ERROR = 1;

  /** The server took no connection, or sent nothing, for too long. */
  static final int TIMEOUT = 1 << 1;

  /** The request may not be repeated: it is a POST, and it was sent. */
  static final int NON_IDEMPOTENT = 1 << 2;

  private static final List<String> WORDS =
      List.of(
          "error",
          "timeout",
          "non_idempotent",
          "http_403",
          "http_404",
          "http_429",
          "http_500",
          "http_502",
          "http_503",
          "http_504");

  private final int conditions;
  private final int tries;
  private final long timeout;

  /**
   * The rules of a location.
   *
   * @param conditions as {@link #conditions} read them
   * @param tries how many servers are asked at most; 0: all
   * @param timeout no other server is asked after so long, nanoseconds; 0: no limit
   */
  NextUpstream(int conditions, int tries, long timeout) {
    this.conditions = conditions;
    this.tries = tries;
    this.timeout = timeout;
  }

  /**
   * Reads the directive, such as {@code error timeout http_502}, or {@code off}.
   *
   * @throws IllegalArgumentException when a word is none of it
   */
  static int conditions(String directive) {
    int conditions = 0;
    if (directive.equals("off")) {
      return conditions;
    }
    for (String word : directive.strip().split("[\\s,]+")) {
      int bit = WORDS.indexOf(word);
      if (bit < 0) {
        List<String> known = new ArrayList<>(WORDS);
        known.add("\"off\"");
        throw new IllegalArgumentException(
            "proxy_next_upstream: '" + word + "' is none of " + String.join(", ", known));
      }
      conditions |= 1 << bit;
    }
    return conditions;
  }

  /** Whether any status of an answer is taken for a failure. */
  boolean looksAtStatuses() {
    return conditions >> 3 != 0;
  }

  /** The failure that an answer of this status is; 0 when it is none. */
  int ofStatus(int status) {
    int failure =
        switch (status) {
          case 403 -> 1 << 3;
          case 404 -> 1 << 4;
          case 429 -> 1 << 5;
          case 500 -> 1 << 6;
          case 502 -> 1 << 7;
          case 503 -> 1 << 8;
          case 504 -> 1 << 9;
          default -> 0;
        };
    return failure & conditions;
  }

  /** Whether a server that answered so is well all the same. */
  static boolean harmless(int failure) {
    return failure == 1 << 3 || failure == 1 << 4;
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
