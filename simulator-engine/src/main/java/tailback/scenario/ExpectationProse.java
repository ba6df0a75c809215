package tailback.scenario;

import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tailback.scenario.Expectation.Relation;
import tailback.scenario.Expectation.Unit;
import tailback.scenario.Expectation.Yardstick;
import tailback.scenario.Expectation.Yardstick.Run;
import tailback.scenario.Measure.Window;
import tailback.scenario.MeasureProse.Leading;

/**
 * Expectations in words: {@code MEASURE OP VALUE} or {@code MEASURE between A and B}; the measure
 * of a part of the run is {@code MEASURE from 20s to 30s}. A value is a quantity or a share {@code
 * of before}, {@code of "a what-if"} or {@code of} another measure.
 */
final class ExpectationProse {

  private static final String EXAMPLE =
      "write such as p95(page) < 300ms or errors between 1% and 3%";
  private static final String UNCLOSED =
      "inside [ ] a comma ends the item, so put the whole expectation in quotes";
  private static final Pattern COMPARED = Pattern.compile("(<=|>=|==|<|>)\\s*(.+)");
  private static final Pattern WINDOWED = Pattern.compile("from\\s+(\\S+)\\s+to\\s+(\\S+)\\s*(.*)");
  private static final Pattern OF = Pattern.compile("(.+?)\\s+of\\s+(.+)");
  private static final Pattern BETWEEN = Pattern.compile("between\\s+(.+?)\\s+and\\s+(.+)");

  private final MeasureProse measures;

  ExpectationProse(Names names) {
    measures = new MeasureProse(names);
  }

  /** No unit: a bound is a fraction of something else, and may be more than all of it. */
  private static final Set<Unit> FRACTION = Set.of();

  private record Bound(double value, Unit unit) {}

  /** Reads an expectation. */
  Expectation read(String written) {
    String text = written.strip();
    Leading leading = measures.leading(text, EXAMPLE, UNCLOSED);
    Measure measure = leading.measure();
    String rest = leading.rest();
    Matcher windowed = WINDOWED.matcher(rest);
    if (windowed.matches()) {
      measure = measure.within(window(windowed, measure.name()));
      rest = windowed.group(3);
    }
    Yardstick yardstick = null;
    Matcher of = OF.matcher(rest);
    if (of.matches()) {
      yardstick = yardstick(of.group(2), measure);
      rest = of.group(1);
    }
    Expectation read = compared(text, measure, rest, yardstick);
    return yardstick == null
        ? read
        : new Expectation(
            text,
            measure,
            read.relation(),
            read.low(),
            read.high(),
            MeasureProse.usualUnit(measure.name()),
            yardstick);
  }

  private static Expectation compared(
      String text, Measure measure, String rest, Yardstick yardstick) {
    Set<Unit> units = yardstick == null ? MeasureProse.units(measure.name()) : FRACTION;
    Matcher compared = COMPARED.matcher(rest);
    if (compared.matches()) {
      Bound bound = bound(compared.group(2), units, measure.name());
      Relation relation = ConditionProse.relation(compared.group(1));
      return new Expectation(text, measure, relation, bound.value, bound.value, bound.unit);
    }
    Matcher between = BETWEEN.matcher(rest);
    if (between.matches()) {
      return between(text, measure, between, units);
    }
    throw new Misread(
        rest.isEmpty()
            ? Words.quote(text) + " compares with nothing"
            : Words.quote(rest) + " is no comparison; there are <, <=, ==, >=, > and between",
        EXAMPLE);
  }

  /** A measure that is only asked for: an expectation that any figure meets. */
  Expectation figure(String written) {
    Leading leading = measures.leading(written.strip(), "write such as p95(page)", UNCLOSED);
    Measure measure = leading.measure();
    Matcher windowed = WINDOWED.matcher(leading.rest());
    if (windowed.matches() && windowed.group(3).isEmpty()) {
      measure = measure.within(window(windowed, measure.name()));
    } else if (!leading.rest().isEmpty()) {
      throw new Misread(Words.quote(leading.rest()) + " is too much after the measure");
    }
    Unit unit = MeasureProse.usualUnit(measure.name());
    return new Expectation(written, measure, Relation.AT_LEAST, 0, 0, unit);
  }

  /** What follows {@code of}: the scenario before, another what-if, or another measure. */
  private Yardstick yardstick(String text, Measure measure) {
    if (text.equals("before")) {
      return new Yardstick(Run.BEFORE, null, measure);
    }
    if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
      return new Yardstick(Run.VARIANT, text.substring(1, text.length() - 1), measure);
    }
    Leading other = measures.leading(text, "write such as 30% of before", UNCLOSED);
    if (!other.rest().isEmpty()) {
      throw new Misread(Words.quote(other.rest()) + " is too much after " + Words.quote(text));
    }
    Unit unit = MeasureProse.usualUnit(measure.name());
    if (unit != MeasureProse.usualUnit(other.measure().name())) {
      throw new Misread(
          measure.name() + " and " + other.measure().name() + " are not of the same sort");
    }
    return new Yardstick(Run.THIS, null, other.measure());
  }

  private static Window window(Matcher windowed, String measure) {
    if (!MeasureProse.takesWindow(measure)) {
      throw new Misread(measure + " is measured over the whole run", "leave out from … to …");
    }
    long from = Quantity.duration(windowed.group(1), 0);
    long to = Quantity.duration(windowed.group(2), 0);
    if (to <= from) {
      throw new Misread(
          Words.quote(windowed.group(2)) + " is not later than " + Words.quote(windowed.group(1)));
    }
    return new Window(Duration.ofNanos(from), Duration.ofNanos(to));
  }

  private static Expectation between(
      String text, Measure measure, Matcher between, Set<Unit> units) {
    Bound low = bound(between.group(1), units, measure.name());
    Bound high = bound(between.group(2), units, measure.name());
    if (low.unit != high.unit) {
      throw new Misread(
          Words.quote(between.group(1))
              + " and "
              + Words.quote(between.group(2))
              + " are not of the same sort");
    }
    if (low.value > high.value) {
      throw new Misread(
          Words.quote(between.group(1)) + " is more than " + Words.quote(between.group(2)),
          "write the smaller bound first");
    }
    return new Expectation(text, measure, Relation.BETWEEN, low.value, high.value, low.unit);
  }

  private static Bound bound(String text, Set<Unit> units, String measure) {
    try {
      if (text.equals("never") && measure.equals("first")) {
        return new Bound(Double.POSITIVE_INFINITY, Unit.TIME);
      }
      if (units.isEmpty()) {
        return new Bound(fraction(text), Unit.NUMBER);
      }
      if (units.contains(Unit.TIME)) {
        return new Bound(Quantity.duration(text, 0), Unit.TIME);
      }
      if (units.contains(Unit.SIZE)) {
        return new Bound(Quantity.size(text), Unit.SIZE);
      }
      if (units.contains(Unit.RATE)) {
        boolean bare = text.matches("[\\d.]+");
        return new Bound(bare ? Quantity.number(text) : Quantity.rate(text), Unit.RATE);
      }
      if (units.contains(Unit.SHARE) && (text.endsWith("%") || !units.contains(Unit.NUMBER))) {
        return new Bound(Quantity.share(text), Unit.SHARE);
      }
      return new Bound(Quantity.number(text), Unit.NUMBER);
    } catch (Misread e) {
      throw e.of(measure);
    }
  }

  private static double fraction(String text) {
    if (!text.endsWith("%")) {
      throw new Misread(Words.quote(text) + " is no share", "write such as 30% of before");
    }
    return Quantity.number(text.substring(0, text.length() - 1).strip()) / 100;
  }
}
