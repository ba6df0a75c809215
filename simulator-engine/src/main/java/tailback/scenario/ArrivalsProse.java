package tailback.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tailback.component.client.Arrivals;
import tailback.program.TraceColumn;
import tailback.queueing.Distribution;

/** Arrivals in words, such as {@code poisson 200/s}. */
final class ArrivalsProse {

  /** An example of each form, by its first word. */
  static final Map<String, String> FORMS =
      new TreeMap<>(
          Map.of(
              "poisson", "poisson 200/s",
              "bursty", "bursty 200/s cv 3",
              "constant", "constant 200/s",
              "closed", "closed 50 users think exponential 1s",
              "trace", "trace file.csv"));

  private static final int MOST_BURSTY = 100;
  private static final int MOST_USERS = 1_000_000;

  private final Recordings recordings;
  private final Path directory;

  /** A reader of arrivals; {@code directory} is what {@code trace file.csv} is relative to. */
  ArrivalsProse(Recordings recordings, Path directory) {
    this.recordings = recordings;
    this.directory = directory;
  }

  /** Reads arrivals. */
  Arrivals read(String text) {
    String trimmed = text.strip();
    String[] words = trimmed.split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "poisson" -> new Arrivals.Poisson(rate(rest, trimmed));
      case "bursty" -> bursty(rest, trimmed);
      case "constant" -> new Arrivals.Constant(rate(rest, trimmed));
      case "closed" -> closed(rest, trimmed);
      case "trace" -> trace(rest);
      default ->
          throw new Misread(
              Words.quote(trimmed) + " says no arrivals",
              Quantity.isNumeric(trimmed)
                  ? "write poisson " + trimmed + " or constant " + trimmed
                  : Words.suggest(words[0], FORMS.keySet()));
    };
  }

  private static double rate(String rest, String text) {
    if (rest.isEmpty()) {
      throw new Misread(Words.quote(text) + " has no rate", "write " + FORMS.get(text));
    }
    double rate = Quantity.rate(rest);
    if (rate == 0) {
      throw new Misread(Words.quote(text) + " is a rate of zero", "leave the traffic out instead");
    }
    return rate;
  }

  private static Arrivals bursty(String rest, String text) {
    List<String> words = List.of(rest.split("\\s+"));
    if (words.size() != 3 || !words.get(1).equals("cv")) {
      throw new Misread(Words.quote(text) + " is not complete", "write " + FORMS.get("bursty"));
    }
    double cv = Quantity.number(words.get(2));
    if (cv < 1 || cv > MOST_BURSTY) {
      throw new Misread(
          Words.quote(text) + ": a coefficient of variation of " + words.get(2) + " is no burst",
          "it is from 1 (poisson) to " + MOST_BURSTY + "; for less write constant");
    }
    return new Arrivals.Bursty(rate(words.get(0), text), cv);
  }

  private Arrivals closed(String rest, String text) {
    if (rest.startsWith("think ")) {
      return closed("1 user " + rest, text);
    }
    List<String> words = List.of(rest.split("\\s+"));
    if (words.size() < 2 || !words.get(1).matches("users?")) {
      throw new Misread(Words.quote(text) + " is not complete", "write " + FORMS.get("closed"));
    }
    int users = (int) Quantity.whole(words.get(0), 1, MOST_USERS);
    if (words.size() == 2) {
      return new Arrivals.Closed(users, Distribution.constant(0));
    }
    if (words.size() == 3 || !words.get(2).equals("think")) {
      throw new Misread(Words.quote(text) + " is not complete", "write " + FORMS.get("closed"));
    }
    Distribution think =
        new Prose(recordings, directory, 0).read(String.join(" ", words.subList(3, words.size())));
    if (think instanceof TraceColumn) {
      throw new Misread("a column of a trace is for steps, not for thinking");
    }
    return new Arrivals.Closed(users, think);
  }

  private Arrivals trace(String rest) {
    if (!rest.endsWith(".csv") && !rest.endsWith(".csv.gz") && !Recordings.isLog(rest)) {
      throw new Misread(
          "'trace " + rest + "' names no .csv or .log file",
          "write trace file.csv or trace access.log; .gz may follow");
    }
    return new Arrivals.Trace(recordings.trace(Recordings.beside(directory, rest)));
  }
}
