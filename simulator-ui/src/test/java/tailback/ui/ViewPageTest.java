package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the page about the view says can be typed, and what it shows is there. */
final class ViewPageTest {

  private static final Path PAGE = Path.of("../docs/view.md");
  private static final Pattern PICTURE = Pattern.compile("!\\[[^]]*]\\(([^)]+)\\)");

  @Test
  void commands_areUnderstood() throws IOException {
    List<String> commands =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("./tailback ui")).toList();
    assertThat(commands).hasSizeGreaterThan(2);
    for (String command : commands) {
      String[] words = command.replaceFirst("#.*", "").strip().split("\\s+");
      String[] arguments = java.util.Arrays.copyOfRange(words, 2, words.length);
      new CommandLine(new Main()).parseArgs(arguments);
      if (arguments.length > 0) {
        assertThat(Path.of("..", arguments[0])).exists();
      }
    }
  }

  @Test
  void pictures_areThere() throws IOException {
    Matcher picture = PICTURE.matcher(Files.readString(PAGE));
    int found = 0;
    while (picture.find()) {
      assertThat(PAGE.resolveSibling(picture.group(1))).exists();
      found++;
    }
    assertThat(found).isGreaterThan(10);
  }
}
