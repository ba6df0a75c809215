package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each malformed file gets its message, word for word; {@code messages.txt} lists them. */
final class MalformedTest {

  private static final Path FOLDER = Path.of("src/test/resources/malformed");

  @TempDir Path temp;

  static Stream<String> messages() throws IOException {
    return Files.readAllLines(FOLDER.resolve("messages.txt")).stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void malformedFile_getsItsMessage(String message) {
    Path file = FOLDER.resolve(message.substring(0, message.indexOf(':')));
    assertThatThrownBy(() -> Given.READER.scenario(file, List.of()))
        .isInstanceOf(Problem.class)
        .extracting(problem -> problem.getMessage().replace(FOLDER + "/", ""))
        .isEqualTo(message);
  }

  @Test
  void everyMalformedFile_hasAMessage() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".yaml"))
          .containsExactlyInAnyOrderElementsOf(
              messages().map(message -> message.substring(0, message.indexOf(':'))).toList());
    }
  }

  @Test
  void missingFile_suggestsOneBesideIt() {
    assertThat(message(FOLDER.resolve("unknown-hots.yaml")))
        .isEqualTo(
            FOLDER
                + "/unknown-hots.yaml: there is no such file; did you mean 'unknown-host.yaml'?");
  }

  @Test
  void folder_isNoScenario() {
    assertThat(message(temp)).isEqualTo(temp + ": is a directory, not a scenario file");
  }

  @Test
  void binary_isNotText() throws IOException {
    Path file = temp.resolve("x.yaml");
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, (byte) 0xff});
    assertThat(message(file)).isEqualTo(file + ": is not UTF-8 text");
  }

  @Test
  void controlCharacter_isShownByItsNumber() throws IOException {
    Path file = Files.writeString(temp.resolve("x.yaml"), "title: a\nabout: b\0c\n");
    assertThat(message(file))
        .isEqualTo(file + ":2:9: the character U+0000 does not belong in a text file");
  }

  @Test
  void hugeFile_isRefusedUnread() throws IOException {
    Path file = temp.resolve("x.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(50L << 20);
    }
    assertThat(message(file)).isEqualTo(file + ": is larger than 1 MiB; no scenario is");
  }

  @Test
  void byteOrderMark_isLeftOut() throws IOException {
    Path file = temp.resolve("x.yaml");
    Files.write(file, ("\uFEFF" + Given.BASE).getBytes(StandardCharsets.UTF_8));
    assertThat(Given.READER.scenario(file, List.of()).title()).isEqualTo("Base");
  }

  @Test
  void json_isAcceptedWithTabs() throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("x.json"),
            "{\n"
                + "\t\"traffic\": { \"page\": \"poisson 10\\/s\" },\n"
                + "\t\"stack\": { \"gunicorn\": {} },\n"
                + "\t\"endpoints\": { \"page\": [ { \"cpu\": \"4ms\" } ] }\n"
                + "}\n");
    assertThat(Given.READER.scenario(file, List.of()).title()).isEqualTo("x");
  }

  private static String message(Path file) {
    try {
      Given.READER.scenario(file, List.of());
      return "nothing";
    } catch (Problem e) {
      return e.getMessage();
    }
  }
}
