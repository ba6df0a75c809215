package tailback.cli.incident;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

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

  /** Writes a file of lines, whole or not at all; its folder is made where it is missing. */
  public static void write(Path file, List<String> lines) throws IOException {
    Files.createDirectories(file.getParent());
    Path whole = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
    Files.write(whole, lines, StandardCharsets.UTF_8);
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
