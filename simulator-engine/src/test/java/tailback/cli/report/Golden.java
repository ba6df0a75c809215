package tailback.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts kept as files. Run the tests with {@code -Dgolden.update=true} to write them anew, then
 * read the difference.
 */
final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/tailback/cli/report");

  private Golden() {}

  /** The text is the one kept under this name. */
  static void check(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(text).as(name).isEqualTo(Files.readString(file));
  }
}
