package tailback.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tailback.scenario.MeasureProse.Leading;

/** Alert rules in words: {@code p95(page) over 60s > 500ms for 2m}. */
final class AlertProse {

  private static final String EXAMPLE = "write such as 'p95(page) over 60s > 500ms for 2m'";
  private static final Pattern RULE =
      Pattern.compile("over\\s+(\\S+)\\s*((?:<=|>=|==|<|>).+?)(?:\\s+for\\s+(\\S+))?");

  /** What can be told of the recent past. */
  private static final Set<String> MEASURES =
      Set.of(
          "p50",
          "p90",
          "p95",
          "p99",
          "p999",
          "mean",
          "max",
          "rate",
          "errors",
          "statuses",
          "utilisation",
          "queue",
          "busy",
          "rejected");

  /** How many evaluations a rule may look back. */
  private static final long LONGEST = 240;

  private final Names names;

  AlertProse(Names names) {
    this.names = names;
  }

  /** The alerts of a scenario, by name. */
  Map<String, Alert> alerts(Node node, Binder binder) {
    Map<String, Alert> alerts = new LinkedHashMap<>();
    if (node == null) {
      return alerts;
    }
    for (Node.Entry entry : Binder.mapping(node, "alerts").entries().values()) {
      String name = entry.key().text();
      Layout.AlertKeys keys =
          (Layout.AlertKeys)
              binder.value(entry.value(), Layout.AlertKeys.class, Unit.NONE, "alert " + name);
      try {
        alerts.put(name, read(name, keys.when().strip(), keys.every()));
      } catch (Misread e) {
        throw e.at(binder.place(keys, "when"), "alert " + name);
      }
    }
    return alerts;
  }

  private Alert read(String name, String text, Duration every) {
    Leading leading = new MeasureProse(names).leading(text, EXAMPLE, "close it");
    String measure = leading.measure().name();
    if (!MEASURES.contains(measure)) {
      throw new Misread(
          measure + " cannot be told of the recent past",
          "there are " + Words.list(MEASURES.stream().sorted().toList()));
    }
    Matcher rule = RULE.matcher(leading.rest());
    if (!rule.matches()) {
      throw new Misread(Words.quote(text) + " is no alert", EXAMPLE);
    }
    String measured = text.substring(0, text.length() - leading.rest().length());
    Expectation when = new ExpectationProse(names).read(measured + " " + rule.group(2));
    if (when.yardstick() != null) {
      throw new Misread(Words.quote(text) + " compares with another run", EXAMPLE);
    }
    long over = Quantity.duration(rule.group(1), 0);
    if (every.isZero() || over < every.toNanos() || over / every.toNanos() > LONGEST) {
      throw new Misread(
          "looks back over "
              + rule.group(1)
              + ", and is evaluated every "
              + every.toMillis() / 1e3
              + "s",
          "it may look back over 1 to " + LONGEST + " evaluations");
    }
    String lasting = rule.group(3);
    return new Alert(
        name,
        text,
        when,
        Duration.ofNanos(over),
        lasting == null ? Duration.ZERO : Duration.ofNanos(Quantity.duration(lasting, 0)),
        every);
  }
}
