package tailback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import tailback.experiment.Experiment;
import tailback.scenario.CostTable;
import tailback.scenario.ScenarioReader;

/**
 * What the pages of {@code docs/} say is so. Fenced blocks are read from top to bottom:
 *
 * <ul>
 *   <li>{@code yaml} that begins with {@code title:} or with {@code # NAME.yaml} is a whole
 *       scenario: it must run, and is kept as NAME.yaml for the commands below it;
 *   <li>each line of {@code sh} that begins with {@code ./tailback} must work, or end as its
 *       comment {@code # exits with N} says;
 *   <li>{@code text} right below one such line is what comes out, 80 columns wide: whole sections,
 *       not all of them;
 *   <li>{@code console} in that place is the whole of it. Run with {@code -Dgolden.update=true} to
 *       write both anew.
 * </ul>
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class DocumentationIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern EXIT = Pattern.compile("# exits with (\\d)");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");

  /** What commands of the pages need of the repository. */
  private static final List<String> NEEDED = List.of("tailback", "scenarios", "validation");

  /** The languages of what comes out of a command. */
  private static final List<String> SAMPLES = List.of("text", "console");

  @TempDir Path folder;

  /** A fenced block of a page. */
  private record Block(Path page, int line, String language, List<String> lines) {

    String text() {
      return String.join("\n", lines);
    }

    String where() {
      return page.getFileName() + ":" + line;
    }

    /** Under which name it is kept when it is a whole scenario; empty when it is none. */
    String scenario() {
      if (!language.equals("yaml") || lines.isEmpty()) {
        return "";
      }
      String first = lines.get(0);
      return first.matches("# [\\w-]+\\.yaml")
          ? first.substring(2)
          : first.startsWith("title:") ? "line-" + line + ".yaml" : "";
    }

    List<String> commands() {
      return language.equals("sh")
          ? lines.stream()
              .filter(each -> each.startsWith("./tailback ") && !each.startsWith("./tailback ui"))
              .toList()
          : List.of();
    }
  }

  @BeforeEach
  void standInARepository() throws IOException {
    for (String name : NEEDED) {
      Files.createSymbolicLink(folder.resolve(name), ROOT.resolve(name));
    }
  }

  @AfterEach
  void leaveTheRepository() throws IOException {
    for (String name : NEEDED) {
      Files.delete(folder.resolve(name));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyScenarioAndCommand_works() throws IOException {
    return pages()
        .flatMap(page -> blocks(page).stream())
        .flatMap(
            block -> {
              List<DynamicTest> tests = new ArrayList<>();
              if (!block.scenario().isEmpty()) {
                tests.add(test(block, block.scenario(), () -> runs(block)));
              }
              for (String command : block.commands()) {
                tests.add(test(block, command, () -> works(command)));
              }
              return tests.stream();
            });
  }

  @Tag("ci")
  @TestFactory
  Stream<DynamicTest> everySample_isWhatComesOut() throws IOException {
    return pages()
        .flatMap(
            page -> {
              List<Block> blocks = blocks(page);
              List<DynamicTest> tests = new ArrayList<>();
              for (int i = 0; i < blocks.size(); i++) {
                Block block = blocks.get(i);
                if (!block.scenario().isEmpty()) {
                  tests.add(test(block, "keep " + block.scenario(), () -> keep(block)));
                } else if (i > 0
                    && SAMPLES.contains(block.language())
                    && blocks.get(i - 1).commands().size() == 1
                    && block.line() == end(blocks.get(i - 1)) + 2) {
                  Block command = blocks.get(i - 1);
                  tests.add(test(block, command.text(), () -> comesOut(command, block)));
                }
              }
              return tests.stream();
            });
  }

  @TestFactory
  Stream<DynamicTest> everyLink_leadsSomewhere() throws IOException {
    return pages()
        .map(page -> DynamicTest.dynamicTest(page.getFileName().toString(), () -> resolve(page)));
  }

  private static DynamicTest test(Block block, String name, Executable body) {
    return DynamicTest.dynamicTest(block.where() + " " + name, body);
  }

  private static Stream<Path> pages() throws IOException {
    return Files.walk(ROOT.resolve("docs"))
        .filter(file -> file.toString().endsWith(".md"))
        .sorted();
  }

  private static List<Block> blocks(Path page) {
    List<Block> blocks = new ArrayList<>();
    List<String> inside = null;
    int number = 0;
    String language = "";
    int begin = 0;
    for (String line : lines(page)) {
      number++;
      if (!line.startsWith("```")) {
        if (inside != null) {
          inside.add(line);
        }
      } else if (inside == null) {
        inside = new ArrayList<>();
        language = line.substring(3).strip();
        begin = number;
      } else {
        blocks.add(new Block(page, begin, language, List.copyOf(inside)));
        inside = null;
      }
    }
    assertThat(inside).as("%s: a block that is never closed", page).isNull();
    return blocks;
  }

  private static int end(Block block) {
    return block.line() + block.lines().size() + 1;
  }

  private static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- scenarios and commands

  private Path keep(Block block) throws IOException {
    return Files.writeString(folder.resolve(block.scenario()), block.text() + "\n");
  }

  private void runs(Block block) throws IOException {
    var scenario = ScenarioReader.read(keep(block), List.of());
    var results = new Experiment(scenario, CostTable.read()).run();
    assertThat(results.requests().offered()).isPositive();
    assertThat(results.expectations()).allMatch(expected -> expected.holds());
  }

  private String works(String line) throws Exception {
    Matcher exit = EXIT.matcher(line);
    int code = exit.find() ? Integer.parseInt(exit.group(1)) : 0;
    Shell.Result result = Shell.run(folder, "COLUMNS=80 " + line.replaceFirst("\\s+# .*", ""));
    assertThat(result.code()).as("%s%n%s", line, result.output()).isEqualTo(code);
    assertThat(result.output()).isNotBlank();
    return result.output();
  }

  // ---- samples of output

  private void comesOut(Block command, Block sample) throws Exception {
    String output = works(command.commands().get(0)).stripTrailing();
    String expected = sample.language().equals("console") ? output : shown(output, sample);
    if (Boolean.getBoolean("golden.update")) {
      String page = Files.readString(sample.page());
      String above = command.text() + "\n```\n\n```" + sample.language() + "\n";
      String shown = sample.lines().isEmpty() ? "" : sample.text() + "\n";
      Files.writeString(sample.page(), page.replace(above + shown, above + expected + "\n"));
    } else {
      assertThat(sample.text()).as(command.text()).isEqualTo(expected);
    }
  }

  /** Those sections of an output that a sample shows. */
  private static String shown(String output, Block sample) {
    List<String> sections = sections(output);
    List<String> shown = new ArrayList<>();
    for (String section : sections(sample.text())) {
      shown.add(
          sections.stream().filter(each -> key(each).equals(key(section))).findFirst().orElse(""));
    }
    return String.join("\n\n", shown);
  }

  private static List<String> sections(String text) {
    return Arrays.stream(text.stripTrailing().split("\n\n+")).toList();
  }

  /** What a section is about: its heading, its command, or whether it is indented. */
  private static String key(String section) {
    String first = section.lines().findFirst().orElse("");
    if (first.startsWith("> ")) { // a command of a transcript
      return first;
    }
    int rule = first.indexOf(" ──");
    return rule > 0 ? first.substring(0, rule) : first.startsWith("  ") ? "indented" : "plain";
  }

  // ---- links

  private static void resolve(Path page) throws IOException {
    Matcher link = LINK.matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""));
    while (link.find()) {
      if (link.group(1).contains("://")) {
        continue;
      }
      Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
      assertThat(target).as("%s: %s", page.getFileName(), link.group()).exists();
      if (link.group(2) != null) {
        assertThat(
                lines(target).stream()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> anchor(line)))
            .as("%s: %s", page.getFileName(), link.group())
            .contains(link.group(2));
      }
    }
  }

  /** A heading as a link names it. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
