package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.scenario.Scenario;
import tailback.scenario.Scenario.Verdict;
import tailback.scenario.ScenarioReader;

/**
 * Every incident of the library is played from start to end by a script that knows its answers: a
 * hint, a wrong guess, the right one, a fix that does not work where there is one, one that does.
 */
@Tag("full")
final class IncidentLibraryTest {

  private static final Path LIBRARY = Path.of("../scenarios/incidents");

  @TempDir Path folder;

  private final InputStream input = System.in;

  @BeforeEach
  void begin() {
    System.setIn(InputStream.nullInputStream());
    System.setProperty("tailback.state", folder.toString());
  }

  @AfterEach
  void forget() {
    System.setIn(input);
    System.clearProperty("tailback.state");
  }

  static Stream<Path> incidents() throws IOException {
    return Files.list(LIBRARY).filter(file -> file.toString().endsWith(".yaml")).sorted();
  }

  @ParameterizedTest
  @MethodSource("incidents")
  void incident_canBePlayedToItsEnd(Path file) {
    Scenario scenario = ScenarioReader.read(file, List.of());
    String name = file.getFileName().toString().replace(".yaml", "");
    List<Object> words = new ArrayList<>(List.of("incident", "play", name, "--library", LIBRARY));
    answers(scenario).forEach(answer -> words.add("--answer=" + answer));
    Typed typed = Typed.words(words.toArray());
    assertThat(typed.errors()).isEmpty();
    assertThat(typed.code()).isZero();
    assertThat(typed.output())
        .containsSubsequence("1  Page", "2  Look", "3  Name it", "✗ No.", "✓ Yes.", "4  Fix it")
        .containsSubsequence("✓ This fixes it.", "5  Debrief", "Say it: “", "Solved.")
        .doesNotContain("{", "\033", "NaN");
    assertThat(typed.output().lines()).allMatch(line -> line.length() <= 80);
  }

  /** What the script types, beat by beat. */
  private static List<String> answers(Scenario scenario) {
    List<Boolean> right =
        scenario.incident().answers().stream().map(Scenario.Answer::right).toList();
    List<Verdict> verdicts =
        scenario.whatIf().values().stream()
            .map(Scenario.Variant::verdict)
            .filter(verdict -> verdict != null)
            .toList();
    List<String> typed = new ArrayList<>(List.of("h", ""));
    typed.add(number(right.indexOf(false)));
    typed.add(number(right.indexOf(true)));
    if (verdicts.contains(Verdict.WRONG)) {
      typed.add(number(verdicts.indexOf(Verdict.WRONG)));
    }
    typed.add(number(verdicts.indexOf(Verdict.RIGHT)));
    return typed;
  }

  private static String number(int index) {
    return Integer.toString(index + 1);
  }
}
