package tailback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Runs the commands of the README: every line of its {@code sh} blocks that starts with {@code
 * ./tailback}, apart from those that open a window.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class ReadmeIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TestFactory
  Stream<DynamicTest> everyCommand_works() throws IOException {
    return commands()
        .filter(line -> line.startsWith("./tailback ") && !line.startsWith("./tailback ui"))
        .map(line -> DynamicTest.dynamicTest(line, () -> works(line)));
  }

  /** {@code .ci/run} takes the first such line. */
  @Test
  void testCommand_isGivenOnce() throws IOException {
    assertThat(commands().filter(line -> line.startsWith("mvn "))).hasSize(1);
  }

  @Test
  void everyFileNamed_isThere() throws IOException {
    assertThat(commands().flatMap(ReadmeIT::files)).allMatch(Files::exists);
  }

  private static void works(String line) throws Exception {
    Shell.Result result = Shell.run(ROOT, line);
    assertThat(result.code()).as("%s%n%s", line, result.output()).isZero();
    assertThat(result.output()).isNotBlank();
  }

  private static Stream<Path> files(String line) {
    return Stream.of(line.split("\\s+")).filter(word -> word.endsWith(".yaml")).map(ROOT::resolve);
  }

  private static Stream<String> commands() throws IOException {
    List<String> lines = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
      if (line.startsWith("```")) {
        inside = line.equals("```sh");
      } else if (inside && !line.isBlank()) {
        lines.add(line.replaceFirst("\\s+# .*", ""));
      }
    }
    return lines.stream();
  }
}
