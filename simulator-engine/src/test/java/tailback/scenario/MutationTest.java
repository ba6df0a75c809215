package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever a file holds, reading it gives a scenario, or a problem in one line that names the file.
 */
final class MutationTest {

  private static final List<String> STRANGE =
      List.of(
          "{}",
          "[]",
          "~",
          "null",
          "''",
          "-1",
          "0",
          "1e99",
          ".nan",
          "yes",
          "'%'",
          "100%",
          "80ms",
          "x",
          "poisson 1/s",
          "{ a: b }",
          "[ [ ] ]",
          "&a [ *a ]",
          "*b",
          "!!int 3",
          "!x y",
          "\"",
          "{",
          "]",
          "? a",
          "- a",
          "a: b: c",
          "@",
          "%",
          "`",
          "|",
          ">",
          "# x",
          "mix",
          "mix %",
          "trace .",
          "trace a.csv",
          "empirical /",
          "closed",
          "()",
          "errors(",
          "first",
          "9".repeat(400),
          "\t",
          "\u0000",
          "\uD83D\uDE00");

  private static List<String> shipped;
  private static Path folder;

  @BeforeContainer
  static void shipped() throws IOException {
    folder = Files.createTempDirectory("tailback");
    shipped = new ArrayList<>(List.of(Given.BASE));
    try (var files = Files.walk(Path.of("../scenarios"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        shipped.add(Files.readString(file));
      }
    }
  }

  @AfterContainer
  static void clean() throws IOException {
    Files.deleteIfExists(folder.resolve("x.yaml"));
    Files.deleteIfExists(folder);
  }

  private static void check(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("x.yaml"), bytes);
    try {
      assertThat(Given.READER.scenario(file, List.of())).isNotNull();
    } catch (Problem e) {
      assertThat(e.getMessage()).contains(folder.toString()).doesNotContain("\n");
      assertThat(e.file()).isNotEmpty();
    }
  }

  @Property(tries = 500)
  void bytes_changedAtRandom(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = shipped.get(random.nextInt(shipped.size())).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
    }
    check(bytes);
  }

  @Property(tries = 200)
  void bytes_atRandom(@ForAll byte[] bytes) throws IOException {
    check(bytes);
  }

  @Property(tries = 200)
  void text_atRandom(@ForAll String text) throws IOException {
    check(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 500)
  void lines_deletedDoubledAndSwapped(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines =
        new ArrayList<>(shipped.get(random.nextInt(shipped.size())).lines().toList());
    for (int i = random.nextInt(3); i >= 0 && lines.size() > 1; i--) {
      int line = random.nextInt(lines.size());
      switch (random.nextInt(4)) {
        case 0 -> lines.remove(line);
        case 1 -> lines.add(line, lines.get(line));
        case 2 -> lines.add(random.nextInt(lines.size()), lines.remove(line));
        default -> lines.set(line, "  " + lines.get(line));
      }
    }
    check(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 1000)
  void values_replacedByStrangeOnes(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    String text = shipped.get(random.nextInt(shipped.size()));
    for (int i = random.nextInt(2); i >= 0; i--) {
      int from = random.nextInt(text.length());
      while (from > 0 && " :,[{\n".indexOf(text.charAt(from - 1)) < 0) {
        from--;
      }
      int to = from;
      while (to < text.length() && ",]}\n:".indexOf(text.charAt(to)) < 0) {
        to++;
      }
      String strange = STRANGE.get(random.nextInt(STRANGE.size()));
      text = text.substring(0, from) + strange + text.substring(to);
    }
    check(text.getBytes(StandardCharsets.UTF_8));
  }
}
