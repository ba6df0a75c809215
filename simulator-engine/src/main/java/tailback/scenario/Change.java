package tailback.scenario;

/**
 * One setting in which two readings of a scenario differ.
 *
 * @param path as {@code --set} takes it, such as {@code gunicorn.workers}; that of a whole part
 *     begins with {@code stack.}
 * @param before as it is written, or the default on its part's card; null when there is none
 * @param after likewise
 */
public record Change(String path, String before, String after) {

  private static final String STACK = "stack.";

  /** The part that one reading has and the other has not; null when it is something else. */
  public String part() {
    return path.startsWith(STACK) ? path.substring(STACK.length()) : null;
  }
}
