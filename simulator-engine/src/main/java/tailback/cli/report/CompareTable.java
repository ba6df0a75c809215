package tailback.cli.report;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Compared.Difference;
import tailback.experiment.result.Compared.Unit;
import tailback.metric.Interval;

/** A row for each measure: before, after, and the paired difference with its interval. */
final class CompareTable {

  /** What the marks in the margin mean. */
  static final String LEGEND = "▲ ▼ a difference is shown";

  private static final Pattern OF_RESOURCE = Pattern.compile("(utilisation|queue|wait)\\((.*)\\)");
  private static final double MANYFOLD = 10;

  private final Compared compared;
  private final Ink ink;
  private final int width;

  CompareTable(Compared compared, Ink ink, int width) {
    this.compared = compared;
    this.ink = ink;
    this.width = width;
  }

  static Table empty(Ink ink) {
    return new Table(ink)
        .words("")
        .figures("", "before", 0)
        .figures("", "after", 0)
        .figures("paired difference", "", 0)
        .figures("paired difference", "±", 0)
        .figures("paired difference", "95 % interval", 6)
        .figures("", "change", 5)
        .figures("", "pairing", 1);
  }

  /** Latencies, rates and errors. */
  List<String> endpoints() {
    boolean one = compared.requests().size() == 1 && compared.a().endpoints().size() == 1;
    Table table = empty(ink);
    compared
        .differences()
        .forEach(
            (name, of) -> {
              boolean twice = one && !name.contains("(");
              if (!OF_RESOURCE.matcher(name).matches() && !twice) {
                row(Cell.clean(name), name, of, ink, table);
              }
            });
    return table.lines(width);
  }

  /** What is in use and what waits, where that differs. */
  List<String> resources() {
    Table table = empty(ink);
    String last = "";
    for (Map.Entry<String, Difference> each : compared.differences().entrySet()) {
      Matcher matcher = OF_RESOURCE.matcher(each.getKey());
      if (matcher.matches() && !each.getValue().paired().isExactlyZero()) {
        if (!matcher.group(2).equals(last)) {
          last = matcher.group(2);
          table.alone(Cell.clean(last));
        }
        row("  " + matcher.group(1), each.getKey(), each.getValue(), ink, table);
      }
    }
    return last.isEmpty() ? List.of() : table.lines(width);
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
        within == null
            ? ""
            : signed(within.lower(), of.unit()) + " … " + signed(within.upper(), of.unit()),
        of.before() == 0 || Double.isNaN(estimate) ? "" : change(of.after() / of.before()),
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

  /** A figure in its unit. */
  static String level(double value, Unit unit) {
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

  private static String change(double factor) {
    if (factor >= MANYFOLD) {
      return "×" + Quantity.count(Math.round(factor));
    } else if (factor > 0 && factor <= 1 / MANYFOLD) {
      return "÷" + Quantity.count(Math.round(1 / factor));
    }
    String percent = Quantity.percent(Math.abs(factor - 1));
    String sign = percent.startsWith("0") || percent.startsWith("<") ? "" : factor > 1 ? "+" : "-";
    return sign + percent;
  }

  /** How many times narrower; nothing when it cannot be told. */
  static String narrowing(double factor) {
    if (Double.isNaN(factor)) {
      return "";
    }
    return "×"
        + (factor < 10
            ? Quantity.level(Math.round(factor * 10) / 10.0)
            : Quantity.count(Math.round(factor)));
  }
}
