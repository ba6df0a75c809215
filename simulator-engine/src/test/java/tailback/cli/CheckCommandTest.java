package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** {@code tailback check}: judges expectations, and goes on past what cannot be read. */
final class CheckCommandTest {

  private static final String NEVER = "  - p50(page) > 1s";
  private static final String WHAT_IF =
      """
      what_if:
        <one> & "two":
          set: { gunicorn.workers: 1 }
          expect: [ p50(page) < 1s ]
      """;

  @TempDir Path folder;

  private Path small(String name, String... more) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Scenarios.small(file, more);
  }

  @Test
  void whatHolds_exits0() throws IOException {
    Path file = small("a.yaml", WHAT_IF);
    Typed typed = Typed.words("check", file);
    assertThat(typed.output())
        .startsWith(file + "\n  as it is\n    ✓ errors == 0 (0)\n")
        .contains("\n  what if: <one> & \"two\"\n    ✓ p50(page) < 1s (")
        .endsWith("\n4 expectations: all hold\n");
    assertThat(typed.errors()).isEmpty();
    assertThat(typed.code()).isZero();
  }

  @Test
  void bounds_mayBeSharesOfAnotherRunOrMeasure() throws IOException {
    Path file =
        small(
            "a.yaml",
            "  - p50 < 101% of mean",
            """
            what_if:
              the same:
                set: { gunicorn.workers: 4 }
                expect: [ p50(page) between 90% and 110% of before, p50 == 100% of before ]
              half:
                set: { traffic.page: poisson 5/s }
                expect: [ 'rate < 60% of "the same"', rate > 40% of before ]
            """);
    Typed typed = Typed.words("check", file);
    assertThat(typed.output()).contains("    ✓ rate > 40% of before (").contains(", against ");
    assertThat(typed.errors()).isEmpty();
  }

  @Test
  void whatDoesNotHold_exits1() throws IOException {
    Typed typed = Typed.words("check", small("a.yaml", NEVER));
    assertThat(typed.output())
        .contains("    ✗ p50(page) > 1s (")
        .endsWith("\n4 expectations: 1 does not hold\n");
    assertThat(typed.code()).isEqualTo(1);
  }

  @Test
  void folders_areSearchedThrough_andEachFileCheckedOnce() throws IOException {
    Path first = small("b/first.yaml");
    Path second = small("b/c/second.yml");
    small("b/notes.txt");
    Typed typed = Typed.words("check", folder, first);
    assertThat(typed.output().lines().filter(line -> line.startsWith("/")))
        .containsExactly(second.toString(), first.toString());
  }

  @Test
  void brokenFile_exits2_andTheOthersAreCheckedAllTheSame() throws IOException {
    Path good = small("good.yaml", NEVER);
    Path broken = small("broken.yaml", "titel: Broken");
    Path missing = folder.resolve("missing.yaml");
    Typed typed = Typed.words("check", broken, good, missing);
    assertThat(typed.errors().lines())
        .containsExactly(
            broken + ":11:1: unknown key 'titel' of the scenario; did you mean 'title'?",
            missing + ": there is no such file");
    assertThat(typed.output())
        .contains(good + "\n")
        .endsWith("\n4 expectations: 1 does not hold; 2 files could not be read\n");
    assertThat(typed.code()).isEqualTo(2);
  }

  @Test
  void folderWithoutScenarios_isAMistake() {
    Typed typed = Typed.words("check", folder);
    assertThat(typed.errors())
        .isEqualTo(folder + ": holds no scenario: no .yaml, .yml or .json file\n");
    assertThat(typed.code()).isEqualTo(2);
  }

  @Test
  void fileThatExpectsNothing_isNamed() throws IOException {
    Path file = folder.resolve("a.yaml");
    Files.writeString(file, Scenarios.SMALL.replaceFirst("(?s)expect:.*", ""));
    Typed typed = Typed.words("check", file);
    assertThat(typed.output()).isEqualTo(file + "\n  expects nothing\nnothing was checked\n");
    assertThat(typed.code()).isZero();
  }

  @Test
  void severalSeeds_areAllChecked() throws IOException {
    Path file = small("a.yaml");
    Typed typed = Typed.words("check", file, "--seed", 3, "--seed=4", "--seed=3");
    assertThat(typed.output())
        .contains("✓ errors == 0 (seed 3: 0)", "✓ errors == 0 (seed 4: 0)")
        .endsWith("\n6 expectations: all hold\n");
  }

  @Test
  void json_isAListOfWhatWasChecked() throws IOException {
    Path file = small("a.yaml", NEVER, WHAT_IF);
    Typed typed = Typed.words("check", file, "--format", "json", "--seed", 9);
    List<String> seen = new ArrayList<>();
    for (JsonNode each : new ObjectMapper().readTree(typed.output())) {
      assertThat(each.fieldNames())
          .toIterable()
          .containsExactly("file", "variant", "seed", "expectation", "holds", "measured");
      assertThat(each.get("file").asText()).isEqualTo(file.toString());
      assertThat(each.get("seed").asInt()).isEqualTo(9);
      seen.add(
          each.get("variant").asText()
              + "|"
              + each.get("expectation").asText()
              + "|"
              + each.get("holds").asBoolean());
    }
    assertThat(seen)
        .containsExactly(
            "|errors == 0|true",
            "|p50(page) < 1s|true",
            "|p99(page) < 1s|true",
            "|p50(page) > 1s|false",
            "<one> & \"two\"|p50(page) < 1s|true");
    assertThat(typed.code()).isEqualTo(1);
  }

  @Test
  void junit_isXmlThatCountsFailuresAndErrors() throws Exception {
    Path good = small("good <&>.yaml", NEVER, WHAT_IF);
    Path broken = small("broken.yaml", "titel: Broken");
    Path report = folder.resolve("reports/junit.xml");
    assertThat(Typed.words("check", good, broken, "--junit", report).code()).isEqualTo(2);

    Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    Element checked = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertThat(checked.getAttribute("name")).isEqualTo(good.toString());
    assertThat(checked.getAttribute("tests")).isEqualTo("5");
    assertThat(checked.getAttribute("failures")).isEqualTo("1");
    assertThat(checked.getElementsByTagName("testcase").getLength()).isEqualTo(5);
    assertThat(checked.getElementsByTagName("failure").getLength()).isEqualTo(1);
    Element unread = (Element) xml.getElementsByTagName("testsuite").item(1);
    assertThat(unread.getAttribute("errors")).isEqualTo("1");
    assertThat(((Element) unread.getElementsByTagName("error").item(0)).getAttribute("message"))
        .contains("unknown key 'titel'");
  }

  @Test
  void junitThatCannotBeWritten_isRefusedBeforeAnythingIsSimulated() throws IOException {
    Typed typed = Typed.words("check", small("a.yaml"), "--junit", folder);
    assertThat(typed.errors())
        .isEqualTo("--junit " + folder + ": cannot be written: is a directory\n");
    assertThat(typed.output()).isEmpty();
    assertThat(typed.code()).isEqualTo(2);
  }
}
