package tailback.scenario;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tailback.scenario.Expectation.Relation;

/** Conditions in words, such as {@code queue(pgbouncer) > 20 for 5s}. */
final class ConditionProse {

  private static final List<String> FORMS =
      List.of("time", "first", "alert", "request", "queue", "busy", "idle", "latency", "credits");
  private static final String EXAMPLES =
      "write such as 'time 41.2s', 'first 502', 'queue(pgbouncer) > 20 for 5s' or 'request 1207"
          + " done'";
  private static final Pattern LEVEL =
      Pattern.compile(
          "(queue|busy|idle|latency|credits)\\s*(?:\\((.*)\\))?\\s*(<=|>=|==|<|>)"
              + "\\s*(.*?)(?:\\s+for\\s+(\\S+))?");
  private static final Pattern REQUEST =
      Pattern.compile("request\\s+(\\S+)\\s+(?:(done)|enters\\s+(\\S+))");

  private final Names names;

  ConditionProse(Names names) {
    this.names = names;
  }

  /** Reads a condition. */
  Condition read(String text) {
    String trimmed = text.strip();
    String[] words = trimmed.split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    if (words[0].equals("time")) {
      return new Condition.At(Duration.ofNanos(Quantity.duration(rest, 0)));
    }
    if (words[0].equals("first")) {
      return first(rest, trimmed);
    }
    if (words[0].equals("alert")) {
      names.alert(rest);
      return new Condition.AlertFires(rest);
    }
    Matcher request = REQUEST.matcher(trimmed);
    if (request.matches()) {
      long number = Quantity.whole(request.group(1), 0, Long.MAX_VALUE);
      if (request.group(2) != null) {
        return new Condition.RequestDone(number);
      }
      names.part(request.group(3));
      return new Condition.RequestEnters(number, request.group(3));
    }
    Matcher level = LEVEL.matcher(trimmed);
    if (level.matches()) {
      return level(level);
    }
    String word = trimmed.split("[^a-z_]", 2)[0];
    throw new Misread(
        Words.quote(trimmed) + " is not a condition",
        FORMS.contains(word) || Words.nearest(word, FORMS) == null
            ? EXAMPLES
            : Words.suggest(word, FORMS));
  }

  private static Condition first(String rest, String text) {
    if (rest.length() > 2 && rest.startsWith("\"") && rest.endsWith("\"")) {
      return new Condition.FirstError(rest.substring(1, rest.length() - 1));
    }
    if (!rest.matches("\\d+")) {
      throw new Misread(
          Words.quote(text) + " says neither a status nor a text",
          "write first 502 or first \"the error's text\"");
    }
    return new Condition.FirstStatus(MeasureProse.status(rest));
  }

  private Condition level(Matcher matcher) {
    String level = matcher.group(1);
    String of = matcher.group(2) == null ? null : matcher.group(2).strip();
    boolean latency = level.equals("latency");
    if (latency && of != null) {
      names.endpoint(of);
    } else if (!latency && of == null) {
      throw new Misread(
          level + " of what?",
          "write such as " + level + (level.equals("credits") ? "(app)" : "(gunicorn)"));
    } else if (level.equals("credits")) {
      names.host(of);
    } else if (!latency) {
      names.resource(of);
    }
    String bound = matcher.group(4);
    double value = latency ? Quantity.duration(bound, 0) : Quantity.number(bound);
    String lasting = matcher.group(5);
    return new Condition.LevelIs(
        level,
        of,
        relation(matcher.group(3)),
        value,
        lasting == null ? Duration.ZERO : Duration.ofNanos(Quantity.duration(lasting, 0)));
  }

  /** The relation with a sign. */
  static Relation relation(String sign) {
    for (Relation relation : Relation.values()) {
      if (relation.sign().equals(sign)) {
        return relation;
      }
    }
    throw new IllegalArgumentException(sign);
  }
}
