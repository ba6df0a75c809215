package tailback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C during a long run prints what is known so far. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class InterruptIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int INTERRUPTED = 130;

  @TempDir Path folder;

  @BeforeAll
  static void build() throws Exception {
    assertThat(Shell.run(ROOT, "./tailback version").code()).isZero();
  }

  @Test
  void run_reportsWhatWasSimulated_andSaysThatItWasCutShort() throws Exception {
    String report = interrupted("run", endless().toString(), "--out", folder + "/out");
    assertThat(report).contains("simulated, cut short", "The run was cut short; the figures cover");
    assertThat(Files.readString(folder.resolve("out/results.json")))
        .contains("\"complete\": false");
  }

  @Test
  void json_saysThatItIsNotComplete() throws Exception {
    String report =
        interrupted(
            "run",
            endless().toString(),
            "--out",
            folder + "/out",
            "--format",
            "json",
            "--replications",
            "4");
    assertThat(report).startsWith("{\n").contains("\"complete\": false").endsWith("}\n");
  }

  @Test
  void precision_reportsWhatIsKnown() throws Exception {
    String starter = ROOT.resolve("scenarios/starters/sync.yaml").toString();
    String report =
        interrupted(
            "run",
            starter,
            "--out",
            folder + "/out",
            "--precision",
            "p99(page) 0.001%",
            "--replications",
            "10000");
    assertThat(report)
        .containsPattern("cut short; the figures cover the\\s+\\d+\\s+replications\\s+of 60 s")
        .containsPattern(
            "p99\\(page\\) is ± [\\d.]+ %, not yet ± 0.001 %, after \\d+ replications");
  }

  @Test
  void warmUpThatIsLookedFor_isGivenUp() throws Exception {
    String report =
        interrupted("run", endless().toString(), "--out", folder + "/out", "--warmup", "auto");
    assertThat(report).contains("The run was cut short").doesNotContain("MSER-5");
  }

  @Test
  void check_reportsWhatWasChecked() throws Exception {
    String starter = ROOT.resolve("scenarios/starters/sync.yaml").toString();
    String report =
        interrupted("check", starter, endless().toString(), "--junit", folder + "/out/junit.xml");
    assertThat(report).contains("✓ errors == 0").endsWith("; cut short, 1 run not made\n");
  }

  private Path endless() throws IOException {
    Path endless = folder.resolve("endless.yaml");
    String starter = Files.readString(ROOT.resolve("scenarios/starters/sync.yaml"));
    return Files.writeString(endless, "duration: 30000h\n" + starter);
  }

  /** What it prints when it is interrupted as soon as it is well under way. */
  private String interrupted(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (Shell.run(ROOT, "env --default-signal=INT true").code() == 0) {
      command.addAll(List.of("env", "--default-signal=INT")); // a background job ignores it
    }
    command.add(ROOT.resolve("tailback").toString());
    command.addAll(List.of(words));
    Path output = Files.createFile(folder.resolve("output"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      awaitStart(process);
      Shell.run(ROOT, "kill -INT " + process.pid());
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
      assertThat(process.exitValue()).isEqualTo(INTERRUPTED);
      return Files.readString(output, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The folder of the results is made before the simulation begins. */
  private void awaitStart(Process process) throws InterruptedException {
    for (int i = 0; i < 200 && process.isAlive() && !Files.exists(folder.resolve("out")); i++) {
      Thread.sleep(50);
    }
    Thread.sleep(1500);
    assertThat(process.isAlive()).as("it is under way").isTrue();
  }
}
