package tailback.cli.incident;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which incidents somebody has solved: a file of names, one a line, in the user's state directory
 * (XDG Base Directory specification, {@code XDG_STATE_HOME}).
 */
public final class Solved {

  private final Path file;

  /** What is kept in this file. */
  public Solved(Path file) {
    this.file = file;
  }

  /** That of the user; the property {@code tailback.state} names another folder. */
  public static Solved ofUser() {
    return new Solved(StateFolder.ofUser().resolve("solved-incidents"));
  }

  /** The names; none when nothing is known. */
  public Set<String> names() {
    try {
      return Files.exists(file)
          ? new TreeSet<>(Files.readAllLines(file, StandardCharsets.UTF_8))
          : Set.of();
    } catch (IOException e) {
      return Set.of(); // what cannot be read is not known; nothing depends on it
    }
  }

  /** Adds one; false when it cannot be written down. */
  public boolean add(String name) {
    Set<String> names = new TreeSet<>(names());
    names.add(name);
    try {
      StateFolder.write(file, List.copyOf(names));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
