package tailback.cli.incident;

import java.nio.file.Path;

/**
 * The user's folder for what a program remembers from one time to the next (XDG Base Directory
 * specification, {@code XDG_STATE_HOME}).
 */
public final class StateFolder {

  private StateFolder() {}

  /** That of the user; the property {@code tailback.state} names another one. */
  public static Path ofUser() {
    String state = System.getenv().getOrDefault("XDG_STATE_HOME", "");
    Path usual =
        state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return Path.of(System.getProperty("tailback.state", usual.resolve("tailback").toString()));
  }
}
