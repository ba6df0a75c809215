package tailback.ui.timeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tailback.cli.incident.StateFolder;

/**
 * Where the marks of one scenario are kept: a file of lines, {@code seconds TAB remark}, in the
 * user's state directory. The first line says of which scenario.
 */
final class MarkFile {

  /** More lines than anybody writes: what is longer is no file of marks. */
  private static final long MOST_BYTES = 1 << 20;

  private final Path file;
  private final String heading;
  private boolean unreadable;

  private MarkFile(Path file, String heading) {
    this.file = file;
    this.heading = heading;
  }

  /** That of a scenario, by its file and its title. */
  static MarkFile of(Path scenario, String title) {
    String whole = scenario.toAbsolutePath().normalize().toString();
    String name = scenario.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    String key = hash(whole + "\n" + title).substring(0, 12);
    return new MarkFile(
        StateFolder.ofUser().resolve("marks").resolve(name + "-" + key),
        "# " + title.replaceAll("\\s+", " ") + " – " + whole);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** Where it is. */
  Path path() {
    return file;
  }

  /**
   * The marks that are kept; none when there is no such file.
   *
   * @throws IOException with a sentence that says what is wrong, and where
   */
  List<Mark> read() throws IOException {
    List<Mark> marks = new ArrayList<>();
    if (!Files.exists(file)) {
      return marks;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it is too long to be a file of marks");
      }
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        if (!line.startsWith("#") && !line.isBlank()) {
          marks.add(mark(line, number));
        }
      }
      return marks;
    } catch (IOException e) {
      unreadable = true;
      String why = e instanceof java.nio.charset.CharacterCodingException ? "it is no text" : "";
      throw new IOException(file + ": " + (why.isEmpty() ? e.getMessage() : why), e);
    }
  }

  private static Mark mark(String line, int number) throws IOException {
    String[] cells = line.split("\t", 2);
    try {
      double at = Double.parseDouble(cells[0].strip());
      if (at >= 0 && at < 1e9) {
        return new Mark(at, cells.length > 1 ? cells[1] : "");
      }
    } catch (NumberFormatException e) {
      // said below
    }
    String shown = cells[0].length() > 30 ? cells[0].substring(0, 30) + "…" : cells[0];
    throw new IOException(
        "line "
            + number
            + ": '"
            + shown
            + "' is no time; a mark is written as seconds, tab, remark");
  }

  /** Keeps these. A file that could not be read is kept beside, with {@code .bad} to its name. */
  void write(List<Mark> marks) throws IOException {
    if (unreadable) {
      Path beside = file.resolveSibling(file.getFileName() + ".bad");
      Files.move(file, beside, StandardCopyOption.REPLACE_EXISTING);
      unreadable = false;
    }
    List<String> lines = new ArrayList<>(List.of(heading));
    for (Mark mark : marks) {
      lines.add(String.format(Locale.ROOT, "%.9f\t%s", mark.at(), mark.remark()));
    }
    StateFolder.write(file, lines);
  }
}
