package tailback.scenario;

/**
 * A text that cannot be read as what it should be; whoever knows its place makes it a {@link
 * Problem}.
 */
final class Misread extends RuntimeException {

  private final String suggestion;

  Misread(String what) {
    this(what, "");
  }

  Misread(String what, String suggestion) {
    super(what, null, false, false);
    this.suggestion = suggestion;
  }

  /** The same, with what was read in front. */
  Misread of(String what) {
    return new Misread(what + ": " + getMessage(), suggestion);
  }

  /** The problem at a place; {@code of} says what was read, such as {@code timeout of gunicorn}. */
  Problem at(Place place, String of) {
    return new Problem(place, of.isEmpty() ? getMessage() : of + ": " + getMessage(), suggestion);
  }
}
