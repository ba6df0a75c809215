package tailback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program in its surroundings: terminals, pipes, widths, locales, exit codes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class CommandLineIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String INCIDENT = "scenarios/incidents/eventlet-blocking-call.yaml";
  private static final String STARTER = "scenarios/starters/sync.yaml";

  @TempDir Path folder;

  @BeforeAll
  static void build() throws Exception {
    assertThat(Shell.run(ROOT, "./tailback version").code()).isZero();
  }

  private static Shell.Result shell(String line) throws Exception {
    return Shell.run(ROOT, line);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 140})
  void lines_areNoLongerThanTheTerminal(int columns) throws Exception {
    String all =
        Stream.of("run " + INCIDENT, "check scenarios/starters", "model", "run --help")
            .map(words -> "COLUMNS=" + columns + " ./tailback " + words)
            .reduce((one, other) -> one + " && " + other)
            .orElseThrow();
    Shell.Result result = shell(all);
    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output().lines())
        .hasSizeGreaterThan(80)
        .allMatch(line -> line.codePointCount(0, line.length()) <= columns);
  }

  @Test
  void pipe_getsNoColoursAndNoProgress() throws Exception {
    Shell.Result result = shell("./tailback run " + INCIDENT + " | cat");
    assertThat(result.output()).contains("Endpoints").doesNotContain("\033", "\r");
  }

  @Test
  void terminal_getsColours_unlessItSaysNo() throws Exception {
    assertThat(onTerminal("./tailback run " + STARTER)).contains("\033[1mSync workers\033[0m");
    assertThat(onTerminal("NO_COLOR=1 ./tailback run " + STARTER))
        .contains("Sync workers")
        .doesNotContain("\033[1m");
    assertThat(onTerminal("TERM=dumb ./tailback run " + STARTER)).doesNotContain("\033[1m");
  }

  @Test
  void terminal_getsAProgressBar_thatIsWiped() throws Exception {
    String shown = onTerminal("./tailback run " + STARTER + " --set duration=40h >/dev/null");
    assertThat(shown).contains(" % ", " simulated, ", " left").endsWith("\r\033[K");
  }

  /** What a terminal would show. */
  private String onTerminal(String line) throws Exception {
    String version = shell("script --version").output();
    assumeTrue(version.contains("util-linux"), "no terminal to be had here: no script(1)");
    Path command = Files.writeString(folder.resolve("command"), line + "\n");
    return shell("script -qec 'sh " + command + "' /dev/null").output();
  }

  @Test
  void exitCodes_areThoseThatTheHelpSays() throws Exception {
    Path failing = folder.resolve("a failing one.yaml");
    Files.writeString(failing, Files.readString(ROOT.resolve(STARTER)) + "  - p50(page) > 10s\n");
    Shell.Result result =
        shell(
            "code() { ./tailback \"$@\" >/dev/null 2>&1; echo \"$?\"; };"
                + " code run '"
                + failing
                + "'; code check '"
                + failing
                + "'; code nothing;"
                + " code run nothing.yaml");
    assertThat(result.output().lines()).containsExactly("0", "1", "2", "2");
  }

  @Test
  void messages_goToStandardError() throws Exception {
    Shell.Result result = shell("./tailback run nothing.yaml 2>/dev/null");
    assertThat(result.output()).isEmpty();
    assertThat(shell("./tailback run nothing.yaml 2>&1 >/dev/null").output())
        .isEqualTo("nothing.yaml: there is no such file\n");
  }

  @Test
  void readerWhoLeavesEarly_isNoFault() throws Exception {
    Shell.Result result =
        shell("{ ./tailback run " + INCIDENT + " --format json; echo \"exit $?\" >&2; } | true");
    assertThat(result.output()).isEqualTo("exit 0\n");
    assertThat(shell("./tailback run " + STARTER + " | head -1").output())
        .isEqualTo("Sync workers\n");
  }

  @Test
  void fullDisk_isToldAndExits2() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
    Shell.Result result = shell("./tailback run " + STARTER + " >/dev/full");
    assertThat(result.output()).startsWith("Standard output cannot be written: ").hasLineCount(1);
    assertThat(result.code()).isEqualTo(2);
  }

  /** The figures in text too; in Java, a locale is set by properties. */
  @Test
  void sameScenario_sameBytes_whateverTheSurroundings() throws Exception {
    String run = "./tailback run " + STARTER + " --replications 3 --format json";
    List<String> surroundings =
        List.of(
            run + " --jobs 1",
            "LC_ALL=C TZ=Asia/Kathmandu " + run + " --jobs 2",
            "LC_ALL=C.UTF-8 TAILBACK_OPTS='-Duser.language=ar -Duser.country=EG"
                + " -Dfile.encoding=ISO-8859-1' "
                + run);
    String first = withoutTime(shell(surroundings.get(0)));
    for (String other : surroundings.subList(1, surroundings.size())) {
      assertThat(withoutTime(shell(other))).as(other).isEqualTo(first);
    }
  }

  private static String withoutTime(Shell.Result result) {
    assertThat(result.code()).as(result.output()).isZero();
    return result.output().replaceFirst("\"wall_s\": [^\\n]*", "");
  }

  @Test
  void scenario_isFoundFromElsewhere_andItsRecordingBesideIt() throws Exception {
    Path place = Files.createDirectory(folder.resolve("my scenarios"));
    Files.writeString(place.resolve("seen.csv"), "at,request\n0.5,page\n0.7,page\n2,page\n");
    Files.writeString(
        place.resolve("a replay.yaml"),
        Files.readString(ROOT.resolve(STARTER)).replace("poisson 30/s", "trace seen.csv"));
    Shell.Result result =
        Shell.run(folder, "'" + ROOT + "/tailback' run 'my scenarios/a replay.yaml'");
    assertThat(result.output()).contains("my scenarios/a replay.yaml · ", "None of the 3 requests");
  }
}
