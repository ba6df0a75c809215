package tailback.scenario;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tailback.component.client.Recording;

/**
 * An access log of Nginx, in its format {@code combined} with {@code $request_time} at the end
 * (ngx_http_log_module). A request is logged when it ends, so it arrived its request time earlier.
 *
 * <p>{@code $time_local} has whole seconds: the lines of one second are taken to have been written
 * evenly over it, in their order. What was no request, such as a TLS hello to a port without TLS,
 * Nginx answered itself, and it is left out.
 */
final class AccessLog {

  private static final Pattern LINE =
      Pattern.compile(
          "\\S+ \\S+ \\S+ \\[([^\\]]+)] \"((?:[^\"\\\\]|\\\\.)*)\" \\d{3} (?:\\d+|-)"
              + " \"(?:[^\"\\\\]|\\\\.)*\" \"(?:[^\"\\\\]|\\\\.)*\" (\\S+)");
  private static final Pattern REQUEST = Pattern.compile("([A-Z]+) ([^ ?]+)\\S*(?: HTTP/\\S+)?");
  private static final DateTimeFormatter TIME_LOCAL =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private final Path file;
  private final Source source;
  private final Map<String, String> requests = new HashMap<>();
  private final Recordings.Growing logged = new Recordings.Growing();
  private final Recordings.Growing took = new Recordings.Growing();
  private final List<String> request = new ArrayList<>();
  private String lastTime = "";
  private long lastSecond;

  AccessLog(Path file) {
    this.file = file;
    source = Source.file(file);
  }

  /** Takes the next line. */
  void line(int number, String text) {
    Place place = new Place(source, number, 0);
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      throw new Problem(
          place,
          "is not a line of an Nginx access log",
          "it takes log_format combined with $request_time at the end");
    }
    Matcher asked = REQUEST.matcher(line.group(2));
    if (!asked.matches()) {
      return;
    }
    logged.add(second(line.group(1), place));
    took.add(Recordings.nanos(line.group(3), place));
    request.add(
        requests.computeIfAbsent(asked.group(1) + " " + asked.group(2), unknown -> unknown));
  }

  private long second(String time, Place place) {
    if (!time.equals(lastTime)) {
      try {
        lastSecond = OffsetDateTime.parse(time, TIME_LOCAL).toEpochSecond();
      } catch (DateTimeParseException e) {
        throw new Problem(
            place,
            Words.quote(time) + " is not a time",
            "write such as 10/Oct/2026:13:55:36 +0000");
      }
      lastTime = time;
    }
    return lastSecond;
  }

  /** The recording, once all lines are in: arrivals in order, the first at zero. */
  Recording recording() {
    if (request.isEmpty()) {
      throw new Problem(Place.whole(source), "holds no requests");
    }
    long[] arrived = arrived();
    int[] order =
        IntStream.range(0, arrived.length)
            .boxed()
            .sorted(Comparator.comparingLong(line -> arrived[line]))
            .mapToInt(line -> line)
            .toArray();
    long[] times = took.toArray();
    long first = arrived[order[0]];
    long[] at = new long[order.length];
    long[] requestTime = new long[order.length];
    String[] asked = new String[order.length];
    for (int row = 0; row < order.length; row++) {
      at[row] = arrived[order[row]] - first;
      requestTime[row] = times[order[row]];
      asked[row] = request.get(order[row]);
    }
    return new Recording(
        file.toString(), at, asked, List.of("request_time"), new long[][] {requestTime});
  }

  /** When each request came, nanoseconds from the first second of the log. */
  private long[] arrived() {
    long[] seconds = logged.toArray();
    long[] arrived = took.toArray();
    int from = 0;
    while (from < seconds.length) {
      int to = from;
      while (to < seconds.length && seconds[to] == seconds[from]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        long within = Quantity.SECOND * (2 * (i - from) + 1) / (2 * (to - from));
        arrived[i] = (seconds[from] - seconds[0]) * Quantity.SECOND + within - arrived[i];
      }
      from = to;
    }
    return arrived;
  }
}
