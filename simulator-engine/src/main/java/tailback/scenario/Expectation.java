package tailback.scenario;

import java.util.List;
import java.util.stream.Stream;

/**
 * {@code MEASURE OP VALUE} or {@code MEASURE between A and B}. A value may be a share of another
 * one, such as {@code 30% of before}.
 *
 * @param text as the file writes it
 * @param measure what is measured
 * @param relation how it compares
 * @param low the bound, or the lower one of {@code between}; nanoseconds for times, a fraction for
 *     shares, a plain number otherwise
 * @param high the upper bound of {@code between}
 * @param unit what kind of number the bound is
 * @param yardstick what the bounds are fractions of; null when they stand for themselves
 */
public record Expectation(
    String text,
    Measure measure,
    Relation relation,
    double low,
    double high,
    Unit unit,
    Yardstick yardstick) {

  /** An expectation whose bounds stand for themselves. */
  Expectation(String text, Measure measure, Relation relation, double low, double high, Unit unit) {
    this(text, measure, relation, low, high, unit, null);
  }

  /** The conditions whose time it is about: none, one, or two that are compared. */
  public List<Condition> conditions() {
    return Stream.of(measure, yardstick == null ? null : yardstick.measure())
        .filter(each -> each != null && each.condition() != null)
        .map(Measure::condition)
        .distinct()
        .toList();
  }

  /** The same, now that it is known what the bounds are fractions of. */
  public Expectation of(double figure) {
    return new Expectation(text, measure, relation, low * figure, high * figure, unit);
  }

  /**
   * What a bound is a fraction of: the same measure of another run, or another measure of this one.
   *
   * @param run whose measure
   * @param variant the name of the what-if when it is {@link Run#VARIANT}
   * @param measure what is measured there
   */
  public record Yardstick(Run run, String variant, Measure measure) {

    /** Whose measure a yardstick is. */
    public enum Run {
      /** {@code 30% of queries}: of this very run. */
      THIS,
      /** {@code 100% of before}: of the scenario without the what-if. */
      BEFORE,
      /** {@code 80% of "four workers"}: of another what-if. */
      VARIANT
    }
  }

  /** How a measure compares with its bound. */
  public enum Relation {
    LESS("<"),
    AT_MOST("<="),
    EQUAL("=="),
    AT_LEAST(">="),
    MORE(">"),
    BETWEEN("between");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    /** As the file writes it. */
    public String sign() {
      return sign;
    }
  }

  /** What kind of number a bound is. */
  public enum Unit {
    /** A duration; the bound is in nanoseconds. */
    TIME,
    /** A share, written with %; the bound is a fraction. */
    SHARE,
    /** A plain number: a count, or a figure without unit. */
    NUMBER,
    /** A rate; the bound is per second. */
    RATE,
    /** An amount of memory; the bound is in bytes. */
    SIZE
  }
}
