package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Catalogue;
import tailback.component.Kind;
import tailback.scenario.Schema;

/** Commands, their help, and words that are none. */
final class WordsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "run", "compare", "explain", "check", "model", "schema", "version"})
  void help_ofEveryCommand_fitsEightyColumns(String command) {
    String[] asked = command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"};
    Typed typed = Typed.words((Object[]) asked);
    assertThat(typed.output())
        .startsWith(("Usage: tailback " + command).strip() + " [-h")
        .contains("Shows this help.");
    assertThat(typed.output().lines()).allMatch(line -> line.length() <= 80);
    assertThat(typed.errors()).isEmpty();
    assertThat(typed.code()).isZero();
    String[] word = command.isEmpty() ? new String[] {"help"} : new String[] {"help", command};
    assertThat(Typed.words((Object[]) word)).isEqualTo(typed);
  }

  @Test
  void nothing_isAnsweredWithTheHelp() {
    assertThat(Typed.words()).isEqualTo(Typed.words("--help"));
  }

  @Test
  void help_saysWhatExitCodesMean() {
    assertThat(Typed.words("--help").output()).contains("Exit codes: 0 done, 1 ");
    assertThat(Typed.words("run", "--help").output()).contains("does not change the exit");
    assertThat(Typed.words("check", "--help").output()).contains("Exit code 0: all hold");
  }

  @Test
  void version_isThatOfTheProgramAndOfJava() {
    Typed typed = Typed.words("version");
    assertThat(typed.output().lines()).hasSize(2);
    assertThat(typed.output())
        .startsWith("tailback ")
        .contains("\nJava " + System.getProperty("java.version"));
    assertThat(Typed.words("--version").output())
        .isEqualTo(typed.output().lines().findFirst().orElseThrow() + System.lineSeparator());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "rnu a.yaml             | tailback: unknown command 'rnu'; did you mean 'run'?",
        "--verison              | tailback: unknown option '--verison'; did you mean '--version'?",
        "run                    | run: missing required parameter: 'SCENARIO'",
        "run a.yaml b.yaml      | run: too many words: 'b.yaml'",
        "run a.yaml --replicas 3 | run: unknown option '--replicas';"
            + " did you mean '--replications'?",
        "run a.yaml --seed      | run: missing required parameter for option '--seed' (N)",
        "run a.yaml --seed x    | run: invalid value for option '--seed':"
            + " 'x' is not a whole number",
        "run a.yaml --seed 1.5  | run: invalid value for option '--seed':"
            + " '1.5' is not a whole number",
        "run a.yaml --seed 99999999999999999999 | run: invalid value for option '--seed':"
            + " '99999999999999999999' is too large",
        "run a.yaml --format xml | run: invalid value for option '--format': 'xml' is neither text"
            + " nor json",
        "run a.yaml --replications 0 | run: --replications is from 1 to 10000, not 0",
        "run a.yaml --jobs -1 | run: --jobs is from 1 to 1000, not -1",
        "check                  | check: missing required parameter: 'PATH'",
        "compare                | compare: missing required parameter: 'A'",
        "compare a.yaml         | compare: with what? Name a second scenario, --set PATH=VALUE or"
            + " --what-if NAME",
        "compare a b --set c=d  | compare: a second scenario, --set and --what-if exclude each"
            + " other",
        "compare a b --replications 1 | compare: --replications is from 2 to 10000, not 1",
        "model a b              | model: too many words: 'b'",
        "schema a               | schema: too many words: 'a'",
      })
  void wordsThatCannotBeMeant_areTwoLinesAndExit2(String words, String message) {
    Typed typed = Typed.words((Object[]) words.split(" +"));
    assertThat(typed.errors().lines().findFirst()).hasValue(message);
    assertThat(typed.errors()).hasLineCount(2).contains("--help' says what it takes.");
    assertThat(typed.output()).isEmpty();
    assertThat(typed.code()).isEqualTo(2);
  }

  @Test
  void model_listsEveryKind_andShowsTheCardOfOne() {
    List<String> kinds = Catalogue.standard().all().stream().map(Kind::name).toList();
    String list = Typed.words("model").output();
    assertThat(list.lines().filter(line -> !line.startsWith(" ")))
        .map(line -> line.split(" ")[0])
        .containsExactlyElementsOf(kinds);
    for (String kind : kinds) {
      Typed typed = Typed.words("model", kind);
      assertThat(typed.output())
          .startsWith(kind + " · ")
          .contains("\nWhat is modelled ─", "\nDirectives ─", "\nNot modelled ─", "\nExample ─");
      assertThat(typed.code()).isZero();
    }
  }

  @Test
  void modelOfNothing_namesTheNearest() {
    Typed typed = Typed.words("model", "pgbuoncer");
    assertThat(typed.errors())
        .isEqualTo("model pgbuoncer: no kind of part 'pgbuoncer'; did you mean 'pgbouncer'?\n");
    assertThat(typed.code()).isEqualTo(2);
  }

  /** That every shipped scenario agrees with it, the tests of the scenario reader say. */
  @Test
  void schema_isTheJsonThatEditorsTake() throws Exception {
    Typed typed = Typed.words("schema");
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(typed.output()))
        .isEqualTo(json.readTree(Schema.generate(Catalogue.standard()).toString()));
    assertThat(typed.output()).contains("https://json-schema.org/draft/2020-12/schema");
  }
}
