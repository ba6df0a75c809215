package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new part is one file, one line in the catalogue, and one card: these were added so. */
final class OneFileOneLineOneCardTest {

  private static final Path SOURCES = Path.of("src/main/java/tailback");

  private static List<Path> naming(String word) throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> read(file).matches("(?s).*\\b" + word + "\\b.*"))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({"haproxy, edge/HaProxy", "caddy, edge/Caddy"})
  void aPart_isOneFile_oneLine_oneCard(String kind, String file) throws IOException {
    Path own = SOURCES.resolve("component/" + file + ".java");
    Path catalogue = SOURCES.resolve("component/Catalogue.java");
    String type = own.getFileName().toString().replace(".java", "");
    assertThat(naming(type)).containsExactlyInAnyOrder(own, catalogue);
    assertThat(naming("\"" + kind + "\"")).isSubsetOf(own);
    assertThat(read(catalogue).lines())
        .filteredOn(line -> line.contains(type) && !line.startsWith("import "))
        .containsExactly("        .with(" + type + ".KIND)");
    assertThat(Path.of("../models/" + kind + ".md")).exists();
  }
}
