package tailback.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tailback.component.client.Recording;

/**
 * Reads recorded runs ({@code trace file.csv}, {@code trace access.log}) and recorded durations
 * ({@code empirical file.csv}), each file once. A file may be compressed, {@code .csv.gz} or {@code
 * .log.gz}.
 */
final class Recordings {

  private static final int MOST_LINES = 5_000_000;
  private static final double LONGEST_SECONDS = 3e8;
  private static final Pattern DIGITS = Pattern.compile("[0-9.eE+-]+");

  private final Map<Path, Recording> traces = new HashMap<>();
  private final Map<Path, long[]> samples = new HashMap<>();

  /** What is done with a line of a file, by its number. */
  private interface Lines {
    void line(int number, String text);
  }

  /** A recorded run: a table, or an access log of Nginx. */
  Recording trace(Path file) {
    Recording known = traces.get(file);
    if (known == null) {
      known = isLog(file.toString()) ? log(file) : table(file);
      traces.put(file, known);
    }
    return known;
  }

  /** Whether the name of a file says that it is an access log. */
  static boolean isLog(String name) {
    return name.endsWith(".log") || name.endsWith(".log.gz");
  }

  private static Recording log(Path file) {
    AccessLog log = new AccessLog(file);
    each(file, log::line);
    return log.recording();
  }

  private static Recording table(Path file) {
    TraceTable table = new TraceTable(file);
    each(file, table::line);
    return table.recording();
  }

  /** Recorded durations: the first column, in seconds, with or without a header. */
  long[] values(Path file) {
    long[] known = samples.get(file);
    if (known == null) {
      Growing values = new Growing();
      each(
          file,
          (number, text) -> {
            String cell = text.split(",", 2)[0].strip();
            if (number > 1 || Quantity.isNumeric(cell)) {
              values.add(nanos(cell, new Place(Source.file(file), number, 0)));
            }
          });
      known = values.toArray();
      if (known.length == 0) {
        throw new Problem(Place.whole(Source.file(file)), "holds no durations");
      }
      samples.put(file, known);
    }
    return known;
  }

  /** The path of a file that a scenario in that directory names. */
  static Path beside(Path directory, String name) {
    try {
      return directory.resolve(name).normalize();
    } catch (InvalidPathException e) {
      throw new Misread(Words.quote(name) + " names no file");
    }
  }

  private static void each(Path file, Lines lines) {
    Source source = Source.file(file);
    if (!Files.isRegularFile(file)) {
      throw new Misread("there is no file " + Words.quote(file.toString()));
    }
    int number = 0;
    try (BufferedReader reader = open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (number > MOST_LINES) {
          throw new Problem(new Place(source, number, 0), "has more than five million lines");
        }
        if (number == 1 && line.startsWith("\uFEFF")) {
          line = line.substring(1);
        }
        if (!line.isBlank()) {
          lines.line(number, line);
        }
      }
    } catch (CharacterCodingException e) {
      throw new Problem(new Place(source, number + 1, 0), "is not UTF-8 text");
    } catch (ZipException e) {
      throw new Problem(Place.whole(source), "is not a gzip file: " + e.getMessage());
    } catch (IOException e) {
      throw new Problem(Place.whole(source), "cannot be read: " + e.getMessage());
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
      return new BufferedReader(
          new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** Seconds as a file writes them, in nanoseconds. */
  static long nanos(String cell, Place place) {
    double seconds = Double.NaN;
    if (DIGITS.matcher(cell).matches()) {
      try {
        seconds = Double.parseDouble(cell);
      } catch (NumberFormatException e) {
        // said below, with all else that is no number
      }
    }
    if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
      throw new Problem(
          place, Words.quote(cell) + " is not a number of seconds", "write one such as 0.25");
    }
    return Math.round(seconds * Quantity.SECOND);
  }

  /** A long array that grows. */
  static final class Growing {
    private long[] values = new long[64];
    private int count;

    void add(long value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    int count() {
      return count;
    }

    long last() {
      return values[count - 1];
    }

    long[] toArray() {
      return Arrays.copyOf(values, count);
    }
  }
}
