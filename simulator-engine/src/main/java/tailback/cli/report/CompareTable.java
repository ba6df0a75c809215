package tailback.cli.report;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Compared.Difference;
import tailback.experiment.result.Compared.Unit;
import tailback.metric.Interval;

/** A row for each measure: before, after, and the paired difference with its interval. */
final class CompareTable {

  /** What the marks in the margin mean. */
  static final String LEGEND = "▲ ▼ a difference is shown";

  private static final List<String> OF_RESOURCES = List.of("utilisation(", "queue(", "wait(");

  private final Compared compared;
  private final Ink ink;
  private final int width;

  CompareTable(Compared compared, Ink ink, int width) {
    this.compared = compared;
    this.ink = ink;
    this.width = width;
  }

  static Table empty(Ink ink) {
    return new Table(ink).words("")
        .figures("", "before", 0).figures("", "after", 0)
        .figures("paired difference", "", 0).figures("paired difference", "±", 0)
        .figures("paired difference", "from", 6).figures("paired difference", "to", 6)
        .figures("", "change", 5).figures("", "pairing", 1);
  }

  /** Latencies, rates and errors. */
  List<String> endpoints() {
    boolean one = compared.requests().size() == 1 && compared.a().endpoints().size() == 1;
    return table(name -> !isOfResource(name) && !(one && !name.contains("(")));
  }

  /** What is in use and what waits, where anything was or did. */
  List<String> resources() {
    return table(CompareTable::isOfResource);
  }

  private static boolean isOfResource(String measure) {
    return OF_RESOURCES.stream().anyMatch(measure::startsWith);
  }

  private List<String> table(Predicate<String> wanted) {
    Table table = empty(ink);
    boolean any = false;
    for (Map.Entry<String, Difference> each : compared.differences().entrySet()) {
      Difference of = each.getValue();
      boolean idle = isOfResource(each.getKey()) && of.before() == 0 && of.after() == 0;
      if (wanted.test(each.getKey()) && !idle) {
        row(Cell.clean(each.getKey()), each.getKey(), of, ink, table);
        any = true;
      }
    }
    return any ? table.lines(width) : List.of();
  }

  /** Adds a row under a name of its own. */
  static void row(String name, String measure, Difference of, Ink ink, Table table) {
    double estimate = of.paired().estimate();
    Interval within = of.paired().interval();
    boolean shown = of.paired().isShown();
    table.marked(
        shown ? tint(estimate > 0 ? "▲" : "▼", measure, estimate, ink) : "",
        name,
        level(of.before(), of.unit()),
        level(of.after(), of.unit()),
        shown
            ? tint(signed(estimate, of.unit()), measure, estimate, ink)
            : signed(estimate, of.unit()),
        within == null ? "" : plain(within.half(), of.unit()),
        within == null ? "" : signed(within.lower(), of.unit()),
        within == null ? "" : signed(within.upper(), of.unit()),
        of.before() == 0 || Double.isNaN(estimate) ? "" : change(estimate / of.before()),
        narrowing(of.paired().narrowing()));
  }

  /** Green for the better, red for the worse; a busier resource is neither. */
  private static String tint(String text, String measure, double estimate, Ink ink) {
    if (measure.startsWith("utilisation")) {
      return ink.bold(text);
    }
    boolean better = measure.startsWith("rate") == estimate > 0;
    return better ? ink.green(text) : ink.red(text);
  }

  private static String level(double value, Unit unit) {
    return switch (unit) {
      case MILLIS -> value == 0 ? "0" : Quantity.millis(value);
      case RATE -> Quantity.rate(value);
      case SHARE -> Quantity.share(value);
      case NUMBER -> Quantity.level(value);
    };
  }

  /** A difference with its sign; shares differ by percentage points. */
  static String signed(double value, Unit unit) {
    if (Double.isNaN(value)) {
      return Quantity.UNKNOWN;
    }
    String amount = amount(value, unit);
    return amount.equals("0") ? "0" : (value > 0 ? "+" : "-") + amount;
  }

  /** How large a difference is. */
  static String amount(double value, Unit unit) {
    double size = Math.abs(value);
    String text =
        switch (unit) {
          case MILLIS -> Quantity.millis(size);
          case RATE -> Quantity.rate(size);
          case SHARE -> points(Quantity.share(size));
          case NUMBER -> Quantity.level(size);
        };
    return size == 0 ? "0" : text;
  }

  /** Half an interval, with fewer digits. */
  static String plain(double half, Unit unit) {
    return half > 0 && unit == Unit.MILLIS ? Quantity.roughly(half) : amount(half, unit);
  }

  private static String points(String percent) {
    return percent.replace(" %", " pt");
  }

  private static String change(double fraction) {
    String percent = Quantity.percent(Math.abs(fraction));
    return percent.equals("0 %") ? percent : (fraction > 0 ? "+" : "-") + percent;
  }

  /** How many times narrower; nothing when it cannot be told. */
  static String narrowing(double factor) {
    if (Double.isNaN(factor)) {
      return "";
    }
    return "×" + (factor < 10 ? Quantity.level(Math.round(factor * 10) / 10.0)
        : Quantity.count(Math.round(factor)));
  }
}
