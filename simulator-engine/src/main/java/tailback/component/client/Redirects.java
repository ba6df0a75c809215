package tailback.component.client;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a client asks for at once when it has its answer: the redirect after a POST, or whatever a
 * page loads next. It is another request, of the same person.
 */
final class Redirects {

  /** The end of a chain. */
  static final int NONE = -1;

  /**
   * Requests of a group are numbered below this bit; what follows on one counts its steps in the
   * three bits from here.
   */
  private static final int STEP_SHIFT = 41;

  private static final int LOWEST_ERROR = 400;

  private final int[] next;

  /**
   * The redirects of a group.
   *
   * @param then by endpoint; null when there are none
   */
  Redirects(Map<String, String> then, List<String> endpoints) {
    next = new int[endpoints.size()];
    Arrays.fill(next, NONE);
    if (then != null) {
      then.forEach((from, to) -> next[endpoints.indexOf(from)] = endpoints.indexOf(to));
    }
  }

  /** What is asked for after an answer; {@link #NONE} when that is nothing. */
  int after(int endpoint, int status) {
    return status > 0 && status < LOWEST_ERROR ? next[endpoint] : NONE;
  }

  /** The number of the request that follows on one. */
  static long following(long number) {
    return number + (1L << STEP_SHIFT);
  }

  /** The number of the request with which it began. */
  static long first(long number) {
    return number & (1L << STEP_SHIFT) - 1;
  }
}
