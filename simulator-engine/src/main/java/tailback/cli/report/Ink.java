package tailback.cli.report;

/** Colours a text, or leaves it plain. Meaning never rests on colour alone. */
public enum Ink {
  /** No codes at all. */
  PLAIN(false),
  /** The eight colours that every terminal has. */
  COLOUR(true);

  private final boolean colours;

  Ink(boolean colours) {
    this.colours = colours;
  }

  /** What suits a terminal. */
  public static Ink of(Terminal terminal) {
    return terminal.colour() ? COLOUR : PLAIN;
  }

  /** Bright, or heavy. */
  public String bold(String text) {
    return in("1", text);
  }

  /** Less bright. */
  public String dim(String text) {
    return in("2", text);
  }

  String red(String text) {
    return in("31", text);
  }

  String yellow(String text) {
    return in("33", text);
  }

  String green(String text) {
    return in("32", text);
  }

  String cyan(String text) {
    return in("36", text);
  }

  private String in(String code, String text) {
    return colours && !text.isEmpty() ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
