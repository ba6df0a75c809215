package tailback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tailback incident}: what a player sees who types, and what a script does. */
final class IncidentCommandTest {

  private static final String STORY =
      """
      title: Pages wait for a worker
      duration: 20s
      traffic: { page: poisson 30/s }
      hosts: { app: { cpus: 2 } }
      stack: { gunicorn: { host: app, workers: 2 } }
      endpoints: { page: [ wait: exponential 60ms ] }
      expect: [ p95(page) > 300ms ]
      incident:
        layer: workers
        difficulty: easy
        page: "Support: pages take {p95(page)}."
        look: [ page, gunicorn, app ]
        ask: What is everybody waiting for?
        hints: [ "Two workers, {utilisation(gunicorn.workers)} busy." ]
        answers:
          - { say: the CPU, because: "It is at {utilisation(app.cpu)}." }
          - { say: a worker, right: true, because: "Both are taken nearly all the time." }
        debrief: A wait holds the worker.
        say_it: I would count what a request holds.
      what_if:
        a bigger machine:
          verdict: wrong
          why: "p95 is {p95(page)}, as before: {before p95(page)}."
          set: { hosts.app.cpus: 8 }
        two more workers:
          verdict: right
          set: { gunicorn.workers: 6 }
          expect: [ p95(page) < 300ms ]
      """;

  @TempDir Path folder;

  private final InputStream input = System.in;

  @BeforeEach
  void library() throws IOException {
    System.setIn(InputStream.nullInputStream());
    System.setProperty("tailback.state", folder.resolve("state").toString());
    Files.writeString(folder.resolve("pages-wait.yaml"), STORY);
  }

  @AfterEach
  void forget() {
    System.setIn(input);
    System.clearProperty("tailback.state");
  }

  private Typed play(Object... more) {
    Object[] words = new Object[more.length + 5];
    System.arraycopy(
        new Object[] {"incident", "play", "wait for a", "--library", folder}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return Typed.words(words);
  }

  @Test
  void fiveBeats_areLedThrough_andItIsSolved() {
    Typed typed =
        play("--answer=h", "--answer=", "--answer=cpu", "--answer=2", "--answer=1", "--answer=two");
    assertThat(typed.code()).isZero();
    assertThat(typed.errors()).isEmpty();
    assertThat(typed.output())
        .containsSubsequence(
            "Pages wait for a worker",
            "1  Page",
            "Support: pages take ",
            "2  Look",
            "p95(page)",
            "busy(gunicorn.workers)",
            "Two workers, ",
            "3  Name it",
            "✗ No.",
            "It is at ",
            "✓ Yes.",
            "4  Fix it",
            "a bigger machine",
            "✗ This does not fix it.",
            ", as before: ",
            "✓ p95(page) > 300ms",
            "two more workers",
            "✓ This fixes it.",
            "✓ p95(page) < 300ms",
            "5  Debrief",
            "A wait holds the worker.",
            "Say it: “I would count what a request holds.”",
            "Solved.")
        .doesNotContain("{", "\033");
    assertThat(typed.output().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void list_showsWhatIsSolved() {
    assertThat(Typed.words("incident", "list", "--library", folder).output())
        .contains("Workers and processes ──", "  pages-wait  easy    Pages wait for a worker")
        .contains("0 of 1 solved");
    play("--answer=", "--answer=2", "--answer=2");
    assertThat(Typed.words("incident", "list", "--library", folder).output())
        .contains("✓ pages-wait  easy", "1 of 1 solved");
  }

  @Test
  void ownFix_worksWhenTheSymptomIsGone() {
    Typed typed =
        play("--answer=", "--answer=2", "--answer=set hosts.app.cpus=4", "--answer=set x=3");
    assertThat(typed.output())
        .contains("✗ The symptom stays:", "--set x=3: unknown path 'x'")
        .contains("Stopped here.");
    assertThat(play("--answer=", "--answer=2", "--set=gunicorn.workers=8").output())
        .contains("✓ The symptom is gone:", "✗ p95(page) > 300ms", "5  Debrief", "Solved.");
  }

  @Test
  void drill_asksForTheSentenceFirst() {
    Typed typed =
        play("--drill", "--answer=", "--answer=2", "--answer=2", "--answer=more workers, please");
    assertThat(typed.output())
        .containsSubsequence(
            "In an interview:", "more workers, please", "A model answer: “I would");
  }

  @Test
  void unknownName_isAProblem() {
    Typed typed = Typed.words("incident", "play", "page-wait", "--library", folder);
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.errors())
        .isEqualTo(
            "incident play page-wait: no incident is called that; did you mean 'pages-wait'?\n");
    assertThat(Typed.words("incident", "list", "--library", folder.resolve("none")).code())
        .isEqualTo(2);
  }

  @Test
  void figureThatNobodyMeasures_isAProblem() throws IOException {
    Files.writeString(
        folder.resolve("pages-wait.yaml"), STORY.replace("take {p95(page)}", "take {p96}"));
    Typed typed = Typed.words("incident", "list", "--library", folder);
    assertThat(typed.code()).isEqualTo(2);
    assertThat(typed.errors()).contains("a figure in a text of incident: unknown measure 'p96'");
  }
}
