package tailback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, on a program that has just been built. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class LauncherIT {

  private static final Path LAUNCHER = Path.of("..", "tailback").toAbsolutePath().normalize();

  @TempDir Path folder;

  @Test
  void fromAnywhere_throughLinks() throws Exception {
    Path place = Files.createDirectory(folder.resolve("a b"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), LAUNCHER);
    Path second = Files.createSymbolicLink(place.resolve("second"), Path.of("..", "first"));

    Shell.Result result = Shell.run(folder, "'./a b/second' version");
    Files.delete(second);
    Files.delete(first);

    assertThat(result.output()).startsWith("tailback 0.1.0");
    assertThat(result.code()).isZero();
  }

  @Test
  void wordsItDoesNotKnow_exit2AndAreRepeatedAsTheyWere() throws Exception {
    Shell.Result result = Shell.run(folder, "'" + LAUNCHER + "' version 'two  words' '*'");

    assertThat(result.output()).contains("'two  words'", "'*'");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void nothingButResults_onStandardOutput() throws Exception {
    Shell.Result result = Shell.run(folder, "'" + LAUNCHER + "' version 2>/dev/null");

    assertThat(result.output().lines()).allMatch(line -> line.matches("(tailback|Java) .*"));
  }

  @Test
  void unsuitableJava_isPassedOver() throws Exception {
    Path old = Files.createDirectories(folder.resolve("old/bin"));
    Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"1.8.0_402\"\n");
    assertThat(Files.createFile(old.resolve("java")).toFile().setExecutable(true)).isTrue();

    Shell.Result result =
        Shell.run(folder, "JAVA_HOME=" + folder.resolve("old") + " '" + LAUNCHER + "' version");

    assertThat(result.code()).isZero();
  }
}
