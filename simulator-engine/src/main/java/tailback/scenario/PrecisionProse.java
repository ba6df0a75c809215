package tailback.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tailback.scenario.Expectation.Unit;
import tailback.scenario.MeasureProse.Leading;

/**
 * Precisions in words: {@code MEASURE WIDTH}, several of them with commas in between. The width is
 * a percentage of the figure, or in the unit of the measure: {@code 10ms}, {@code 2/s}, {@code
 * 0.5pt} (percentage points), {@code 0.3}.
 */
final class PrecisionProse {

  private static final String EXAMPLE = "write such as p99(page) 5% or p99(page) 10ms";
  private static final String POINTS = "pt";

  /** Of the extremes and totals of all runs there is no interval between runs. */
  private static final Set<String> WITHOUT_INTERVAL =
      Set.of(
          "max",
          "peak",
          "peak_queue",
          "kills",
          "deadlocks",
          "ooms",
          "memory",
          "logouts",
          "effects",
          "orphans",
          "first");

  private final MeasureProse measures;

  PrecisionProse(Names names) {
    measures = new MeasureProse(names);
  }

  /** Reads one or more. */
  List<Precision> read(String written) {
    List<Precision> all = new ArrayList<>();
    String left = written.strip();
    while (true) {
      Leading leading = measures.leading(left, EXAMPLE, EXAMPLE);
      int comma = leading.rest().indexOf(',');
      String width = comma < 0 ? leading.rest() : leading.rest().substring(0, comma).strip();
      String text = left.substring(0, left.length() - leading.rest().length()).strip();
      all.add(precision(text, leading.measure(), width));
      if (comma < 0) {
        return all;
      }
      left = leading.rest().substring(comma + 1).strip();
    }
  }

  private static Precision precision(String text, Measure measure, String width) {
    if (WITHOUT_INTERVAL.contains(measure.name())) {
      Set<String> known = new LinkedHashSet<>(MeasureProse.all());
      known.removeAll(WITHOUT_INTERVAL);
      throw new Misread(
          measure.name() + " has no interval", "those that have: " + Words.list(known));
    }
    if (measure.group() != null) {
      throw new Misread("a precision is that of all clients", "leave out " + measure.group());
    }
    if (width.isEmpty()) {
      throw new Misread(Words.quote(text) + " has no width", EXAMPLE);
    }
    if (width.startsWith("from ")) {
      throw new Misread("a precision is that of the whole run", "leave out from … to …");
    }
    boolean relative = width.endsWith("%");
    Unit unit = unit(measure);
    double value;
    try {
      value = relative ? Quantity.share(width) : absolute(width, unit);
    } catch (Misread e) {
      throw new Misread(text + ": " + e.getMessage(), widths(unit));
    }
    if (value == 0) {
      throw new Misread(text + ": no interval is as narrow as " + Words.quote(width), widths(unit));
    }
    return new Precision(text, measure, unit, value, relative);
  }

  /** Of what can be a share or a count, the share. */
  private static Unit unit(Measure measure) {
    Set<Unit> units = MeasureProse.units(measure.name());
    return units.contains(Unit.SHARE) ? Unit.SHARE : units.iterator().next();
  }

  private static double absolute(String width, Unit unit) {
    return switch (unit) {
      case TIME -> Quantity.duration(width, 0);
      case RATE -> Quantity.rate(width);
      case SHARE -> points(width);
      default -> Quantity.number(width);
    };
  }

  private static double points(String width) {
    if (!width.endsWith(POINTS)) {
      throw new Misread(Words.quote(width) + " is not a number of percentage points");
    }
    return Quantity.share(width.substring(0, width.length() - POINTS.length()).strip() + "%");
  }

  private static String widths(Unit unit) {
    return "write 5% for a twentieth of the figure, or "
        + switch (unit) {
          case TIME -> "a duration such as 10ms";
          case RATE -> "a rate such as 2/s";
          case SHARE -> "0.5pt for half a percentage point";
          default -> "a number such as 0.5";
        };
  }
}
