package tailback.scenario;

import java.nio.file.Path;
import java.util.Collection;

/**
 * Something in a scenario that cannot be meant: where it stands, what is wrong and what would be
 * right, in one line, such as {@code x.yaml:12:7: unknown key 'workres' of gunicorn; did you mean
 * 'workers'?}.
 */
public final class Problem extends RuntimeException {

  private final transient Place place;
  private final String what;
  private final String suggestion;

  Problem(Place place, String what) {
    this(place, what, "");
  }

  Problem(Place place, String what, String suggestion) {
    super(Words.oneLine(place + ": " + what + (suggestion.isEmpty() ? "" : "; " + suggestion)));
    this.place = place;
    this.what = Words.oneLine(what);
    this.suggestion = Words.oneLine(suggestion);
  }

  /**
   * A word on the command line that names nothing.
   *
   * @param argument what the message begins with
   * @param word what was typed
   * @param known what may be typed there
   */
  public static Problem ofArgument(
      String argument, String what, String word, Collection<String> known) {
    return new Problem(
        Place.whole(Source.argument(argument, Path.of(""))), what, Words.suggest(word, known));
  }

  /** The file, or the argument of the command line. */
  public String file() {
    return place.source().name();
  }

  /** The line, from 1; 0 when the file as a whole is meant. */
  public int line() {
    return place.line();
  }

  /** The column, from 1; 0 when the file as a whole is meant. */
  public int column() {
    return place.column();
  }

  /** What is wrong. */
  public String what() {
    return what;
  }

  /** What would be right; empty when there is nothing to say. */
  public String suggestion() {
    return suggestion;
  }

  /** Whether it stands in that piece of a file. */
  boolean isWithin(Node node) {
    return place.equals(node.place()) || Node.children(node).stream().anyMatch(this::isWithin);
  }

  /** The same problem, with what brought it about. */
  Problem because(String cause) {
    return new Problem(place, cause + ": " + what, suggestion);
  }
}
