package tailback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code tailback step} as it is packaged: on a terminal, with keys that only a terminal has. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class StepIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String STARTER = "scenarios/starters/sync.yaml";

  @TempDir Path folder;

  /** What a terminal shows when somebody types this, in the notation of printf(1). */
  private String typed(String keys, String environment) throws Exception {
    String version = Shell.run(ROOT, "script --version").output();
    assumeTrue(version.contains("util-linux"), "no terminal to be had here: no script(1)");
    Path command =
        Files.writeString(
            folder.resolve("command"),
            environment
                + " XDG_STATE_HOME='"
                + folder
                + "' ./tailback step "
                + STARTER
                + "; echo \"exit $?\"\n");
    return Shell.run(ROOT, "printf '" + keys + "' | script -qec 'sh " + command + "' /dev/null")
        .output();
  }

  @Test
  void terminal_completesAWord_andRemembersTheLine() throws Exception {
    String shown = typed("ev\\t\\nwhere\\nstpe\\nquit\\n", "");
    assertThat(shown)
        .contains("(step) ", "(time zero)", "\033[1mgunicorn\033[0m", "exit 0")
        .contains("stpe: is not a command; did you mean 'step'?");
    assertThat(folder.resolve("tailback/step-history"))
        .content()
        .contains(":events", ":where", ":stpe", ":quit");
  }

  @Test
  void terminal_thatWantsNoColour_getsNone() throws Exception {
    assertThat(typed("where\\nquit\\n", "NO_COLOR=1")).contains("gunicorn ──", "exit 0");
  }

  @Test
  void pipe_isAScript_andAMistakeInItIsWrongInput() throws Exception {
    Shell.Result result =
        Shell.run(ROOT, "printf 'step\\nstpe\\n' | ./tailback step " + STARTER + " | cat");
    assertThat(result.output())
        .contains("> step\n0.000000 s  #1  (time zero)")
        .contains("standard input:2: stpe: is not a command; did you mean 'step'?")
        .doesNotContain("\033");
    assertThat(Shell.run(ROOT, "./tailback step " + STARTER + " --do stpe").code()).isEqualTo(2);
  }
}
