package tailback.ui;

import java.nio.file.Path;

/** The scenarios that ship with the program. */
public final class Shipped {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Shipped() {}

  /** Tells the program where it is installed, as the launcher does. */
  public static void home() {
    System.setProperty("tailback.home", ROOT.toString());
  }

  /** The same, and where it remembers what was solved. */
  static void home(Path state) {
    home();
    System.setProperty("tailback.state", state.toString());
  }

  /** An incident, by name. */
  public static Path incident(String name) {
    return ROOT.resolve("scenarios/incidents/" + name + ".yaml");
  }

  /** A starter, by name. */
  public static Path starter(String name) {
    return ROOT.resolve("scenarios/starters/" + name + ".yaml");
  }
}
