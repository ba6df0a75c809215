package tailback.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

  /** Makes sure that the folder is there and can be written to, before hours of simulation. */
  static void prepare(Path folder) {
    try {
      makeWritable(folder);
    } catch (IOException e) {
      throw new UnusableOutput("--out " + folder, e);
    }
  }

  /** Makes sure that a file can be written. */
  static void prepare(Path file, String option) {
    try {
      refuseDirectory(file);
      makeWritable(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UnusableOutput(option + " " + file, e);
    }
  }

  private static void makeWritable(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.delete(Files.createTempFile(folder, ".tailback", null));
  }

  private static void refuseDirectory(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a directory");
    }
  }

  /** Writes {@code results.json}, {@code report.txt} and {@code timeseries.csv} into a folder. */
  void write(Path folder) {
    try {
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
    refuseDirectory(file);
    Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(
          part,
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
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
        csv.append(',').append(Double.isNaN(values[i]) ? "" : String.valueOf(values[i]));
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  /** A file or folder that cannot be written to: the user's input is wrong. */
  static final class UnusableOutput extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableOutput(String output, IOException cause) {
      super(output + ": cannot be written: " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
      if (cause instanceof NoSuchFileException) {
        return "there is no such folder";
      } else if (cause instanceof FileAlreadyExistsException) {
        return "there is a file of that name";
      } else if (cause instanceof AccessDeniedException) {
        return "permission denied";
      } else if (cause instanceof FileSystemException e && e.getReason() != null) {
        return e.getReason();
      }
      return cause.getMessage();
    }
  }
}
