package tailback.validation;

import static java.util.Comparator.comparingInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The runs of the real stack: what was configured, and what became of each request. */
final class Laboratory {

  /** The folder of the measurements. */
  static final Path FOLDER = Path.of("../validation");

  private Laboratory() {}

  /**
   * One run.
   *
   * @param name unique; ends in the seed
   * @param caseName the same for all repeats
   * @param experiment such as {@code E1}
   * @param what in words
   * @param configuration what was configured
   * @param measured what {@code cases/} says was measured
   */
  record Run(
      String name,
      String caseName,
      String experiment,
      String what,
      JsonNode configuration,
      JsonNode measured) {

    /** How long the load lasted, seconds. */
    double load() {
      return configuration.get("duration_s").asDouble();
    }

    long seed() {
      return configuration.get("seed").asLong();
    }

    /** Whether what was measured are background tasks, not requests. */
    boolean isOfTasks() {
      return configuration.has("tasks");
    }

    /** The recording, relative to the folder of the scenarios. */
    String trace() {
      return "../traces/" + name + ".csv.gz";
    }

    /** What became of its requests. */
    List<Answer> answers() {
      return read(FOLDER.resolve("traces/" + name + ".csv.gz"));
    }
  }

  /** All runs, experiment by experiment: E1, E1t, E2 … E10. */
  static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("cases"))) {
      for (Path file :
          files.sorted(comparingInt(Laboratory::number).thenComparing(f -> f)).toList()) {
        for (JsonNode run : new ObjectMapper().readTree(file.toFile())) {
          runs.add(
              new Run(
                  run.get("name").asText(),
                  run.get("case").asText(),
                  run.get("experiment").asText(),
                  run.get("what").asText(),
                  run.get("configuration"),
                  run.get("measured")));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return runs;
  }

  private static int number(Path experiment) {
    return Integer.parseInt(experiment.getFileName().toString().replaceAll("\\D", ""));
  }

  private static List<Answer> read(Path trace) {
    List<Answer> answers = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(trace)), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        answers.add(
            new Answer(
                Double.parseDouble(cells[0]),
                cells[1],
                Integer.parseInt(cells[2]),
                Double.parseDouble(cells[3]),
                cells[6].isEmpty() ? -1 : Integer.parseInt(cells[6]),
                "",
                cells[5].isEmpty()
                    ? Map.of()
                    : Map.of(
                        "handler", Double.parseDouble(cells[5]) - Double.parseDouble(cells[4]))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }
}
