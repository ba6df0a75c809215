package tailback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a command line as a reader would type it, with nothing on its standard input. */
final class Shell {

  private Shell() {}

  /** What became of a command: its exit code, and standard output and error together. */
  record Result(int code, String output) {}

  static Result run(Path folder, String line) throws IOException, InterruptedException {
    return run(folder, line, Duration.ofMinutes(2));
  }

  /** Runs a command that may take so long. */
  static Result run(Path folder, String line, Duration most)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("tailback", ".txt");
    try {
      Process process =
          new ProcessBuilder("sh", "-c", line)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(most.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError(line + " did not end within " + most.toSeconds() + " s");
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
