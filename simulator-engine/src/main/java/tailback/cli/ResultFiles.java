package tailback.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import tailback.cli.report.JsonReport;
import tailback.cli.report.Terminal;
import tailback.cli.report.TextReport;
import tailback.experiment.result.Results;

/** Results as files; each is written whole or not at all. */
final class ResultFiles {

  private static final int WIDTH = 120;

  private final Results results;

  ResultFiles(Results results) {
    this.results = results;
  }

  /** Writes {@code results.json}, {@code report.txt} and {@code timeseries.csv} into a folder. */
  void write(Path folder) {
    try {
      Files.createDirectories(folder);
      write(folder.resolve("results.json"), JsonReport.of(results));
      write(folder.resolve("report.txt"), TextReport.of(results, new Terminal(WIDTH, false)));
      write(folder.resolve("timeseries.csv"), timeseries());
    } catch (IOException e) {
      throw new UnusableOutput("--out " + folder, e);
    }
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @param option the option that named it, for the message when it cannot be written
   */
  static void write(Path file, String option, String text) {
    try {
      write(file, text);
    } catch (IOException e) {
      throw new UnusableOutput(option + " " + file, e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path whole = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    try {
      Files.writeString(whole, text, StandardCharsets.UTF_8);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private String timeseries() {
    Map<String, double[]> series = results.timeseries().series();
    StringBuilder csv = new StringBuilder("t_s");
    series.keySet().forEach(name -> csv.append(',').append(name));
    csv.append('\n');
    int points = series.values().stream().mapToInt(values -> values.length).max().orElse(0);
    for (int i = 0; i < points; i++) {
      csv.append((i + 1) * results.timeseries().stepS());
      for (double[] values : series.values()) {
        csv.append(',').append(values[i]);
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  /** A file or folder that cannot be written to: the user's input is wrong. */
  static final class UnusableOutput extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableOutput(String output, IOException cause) {
      super(output + ": cannot be written: " + cause.getMessage(), cause);
    }
  }
}
