package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code tailback step}: transcripts of scripts that use every command, kept as files. Run with
 * {@code -Dgolden.update=true} to write them anew, and read the difference.
 */
final class StepCommandTest {

  private static final Path FOLDER = Path.of("src/test/resources/tailback/cli/step");
  private static final Path SHOP = FOLDER.resolve("shop.yaml");

  @ParameterizedTest
  @ValueSource(strings = {"forward", "back", "journal"})
  void transcript_isTheOneKept(String name) throws IOException {
    Typed typed = Typed.words("step", SHOP, "--script", FOLDER.resolve(name + ".step"));
    assertThat(typed.errors()).isEmpty();
    assertThat(typed.code()).isZero();
    assertThat(typed.output().lines()).allMatch(line -> line.length() <= 80);
    assertThat(typed.output()).doesNotContain("\033");
    Path kept = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(kept, typed.output());
    }
    assertThat(typed.output()).isEqualTo(Files.readString(kept));
  }

  @Test
  void help_listsEveryCommand() {
    String help = Typed.words("step", SHOP, "--do", "help").output();
    assertThat(help)
        .contains("s, step [N | TIME]", "back [N | TIME | stop]", "wi, what-if PATH=VALUE");
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void standardInput_isAScript() {
    InputStream input = System.in;
    System.setIn(new ByteArrayInputStream("s\nq\n".getBytes(StandardCharsets.UTF_8)));
    try {
      Typed typed = Typed.words("step", SHOP);
      assertThat(typed.code()).isZero();
      assertThat(typed.output()).contains("> s\n-", "> q\n");
    } finally {
      System.setIn(input);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "stpe            | stpe: is not a command; did you mean 'step'?",
        "step soon       | step soon: is neither a number nor a time such as 250ms",
        "step 5 ponies   | step 5 ponies: 'ponies' is not a unit of time",
        "next gunicron   | next gunicron: there is no part or host 'gunicron';"
            + " did you mean 'gunicorn'?",
        "next            | next: there is no request at hand; write next 1207, or next gunicorn",
        "until           | until: what? u, until CONDITION",
        "until queue(x)>3| until queue(x)>3: unknown resource 'x'",
        "until frist 502 | until frist 502: 'frist 502' is not a condition; did you mean 'first'?",
        "break first     | break first: 'first' says neither a status nor a text",
        "delete 3        | delete 3: there is no such breakpoint; 'break' lists them",
        "back            | back: this is the start",
        "where nowhere   | where nowhere: there is no part or host 'nowhere'",
        "request         | request: which? write such as request 1207",
        "request 77      | request 77: no such request has arrived yet",
        "request x       | request x: is not the number of a request",
        "watch p95(pag)  | p95(pag): unknown endpoint 'pag'; did you mean 'page'?",
        "unwatch p95     | unwatch p95: is not watched",
        "undo            | undo: the journal is empty",
        "set gunicorn.workers=3 | set: the journal begins at 0 s, after the warm-up;"
            + " 'until 0s' goes there",
      })
  void badLine_isOneMessage_andEndsAScript(String line, String message) {
    Typed typed = Typed.words("step", SHOP, "--do", line, "--do", "time");
    assertThat(typed.errors()).startsWith("--do:1: " + message).hasLineCount(1);
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.output()).doesNotContain("> time");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "set gunicorn.threads=9 | gunicorn.threads cannot change in the middle of a run",
        "set gunicorn.treads=9  | did you mean 'threads'?",
        "set gunicorn           | there is no PATH=VALUE",
        "what-if mailer.tim=9ms | did you mean 'time'?",
        "do gunicorn.relaod     | did you mean 'reload'?",
        "do gunicorn            | says nothing that a part could do",
        "until 1s               | that is past; 'back' goes there",
      })
  void badChange_saysWhatWasMeant(String line, String message) {
    Typed typed = Typed.words("step", SHOP, "--do", "until 2s", "--do", line);
    assertThat(typed.errors()).startsWith("--do:2: ").contains(message).hasLineCount(1);
    assertThat(typed.code()).isEqualTo(2);
  }

  @Test
  void scriptThatIsNotThere_isSaid() {
    Typed typed = Typed.words("step", SHOP, "--script", "nowhere.step");
    assertThat(typed.errors()).isEqualTo("--script nowhere.step: cannot be read\n");
    assertThat(typed.code()).isEqualTo(2);
  }

  @Test
  void commandsFromTwoSides_areWrong() {
    Typed typed = Typed.words("step", SHOP, "--do", "step", "--script", "nowhere.step");
    assertThat(typed.errors()).startsWith("step: either --do or --script\n");
    assertThat(typed.code()).isEqualTo(2);
  }

  @Test
  void remarkAndEmptyLine_areLeftOut_andCounted() throws IOException {
    Path script = Files.createTempFile("walk", ".step");
    Files.writeString(script, "# a remark\n\nstep\nstpe\n");
    Typed typed = Typed.words("step", SHOP, "--script", script);
    Files.delete(script);
    assertThat(typed.errors()).startsWith(script + ":4: stpe: ");
  }
}
