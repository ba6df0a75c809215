package tailback.scenario;

/**
 * {@code MEASURE OP VALUE} or {@code MEASURE between A and B}.
 *
 * @param text as the file writes it
 * @param measure what is measured
 * @param relation how it compares
 * @param low the bound, or the lower one of {@code between}; nanoseconds for times, a fraction for
 *     shares, a plain number otherwise
 * @param high the upper bound of {@code between}
 * @param unit what kind of number the bound was written as
 */
public record Expectation(
    String text, Measure measure, Relation relation, double low, double high, Unit unit) {

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
