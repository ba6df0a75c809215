package tailback.ui.timeline;

import java.util.Comparator;
import java.util.Map;

/**
 * How a request ends for its client: with an HTTP status, or with what it met instead of an answer.
 *
 * @param status the HTTP status; 0 when there was no answer
 * @param unanswered the error text of the client; null where there was an answer
 */
public record Outcome(int status, String unanswered) implements Comparable<Outcome> {

  private static final Map<String, String> SHORT =
      Map.of(
          "client timeout", "timed out",
          "connection refused", "refused",
          "connection reset by peer", "reset");

  /** What kinds of outcomes there are, from the bottom of a stack to its top. */
  public enum Kind {
    /** 1xx and 2xx. */
    SUCCESS,
    /** 3xx. */
    REDIRECTION,
    /** 4xx. */
    CLIENT_ERROR,
    /** 5xx. */
    SERVER_ERROR,
    /** Refused, reset, or the client has waited long enough. */
    NO_ANSWER
  }

  /** Its kind. */
  public Kind kind() {
    return switch (status / 100) {
      case 0 -> Kind.NO_ANSWER;
      case 1, 2 -> Kind.SUCCESS;
      case 3 -> Kind.REDIRECTION;
      case 4 -> Kind.CLIENT_ERROR;
      default -> Kind.SERVER_ERROR;
    };
  }

  /** Whether it counts as a failure: no answer, or one of 500 and above. */
  public boolean failed() {
    return kind() == Kind.NO_ANSWER || kind() == Kind.SERVER_ERROR;
  }

  /** Its name beside a chart. */
  public String name() {
    return status > 0 ? Integer.toString(status) : SHORT.getOrDefault(unanswered, unanswered);
  }

  /** By kind, then by status, then by name. */
  @Override
  public int compareTo(Outcome other) {
    return Comparator.comparing(Outcome::kind)
        .thenComparingInt(Outcome::status)
        .thenComparing(Outcome::name)
        .compare(this, other);
  }
}
