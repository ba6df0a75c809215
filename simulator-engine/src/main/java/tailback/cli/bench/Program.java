package tailback.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Another program, run to its end. */
final class Program {

  private Program() {}

  /**
   * The lines it printed.
   *
   * @throws IOException when it cannot be started, or fails
   */
  static List<String> run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            command.get(0) + " ended with " + code + ": " + String.join("\n", lines));
      }
      return lines;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroy();
    }
  }

  /** Units a second, of every round of which it printed the result. */
  static List<Double> rounds(List<String> command) throws IOException {
    List<Double> rounds = new ArrayList<>();
    for (String line : run(command)) {
      if (line.startsWith(Rounds.RESULT)) {
        rounds.add(Double.valueOf(line.split(" ")[4]));
      }
    }
    return rounds;
  }
}
