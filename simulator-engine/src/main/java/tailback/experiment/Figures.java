package tailback.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import tailback.scenario.Expectation.Unit;

/** Writes a figure as people read it: {@code 1.21 s}, {@code 13.9 %}, {@code 98.3/s}. */
public final class Figures {

  private static final double MICRO = 1e3;
  private static final double MILLI = 1e6;
  private static final double SECOND = 1e9;
  private static final double KIBI = 1024;

  private Figures() {}

  /**
   * A figure in its unit, to three significant digits.
   *
   * @param value nanoseconds, a fraction, per second, bytes or a plain number
   */
  public static String text(double value, Unit unit) {
    if (Double.isNaN(value)) {
      return "nothing measured";
    }
    if (value == Double.POSITIVE_INFINITY) {
      return "never";
    }
    return switch (unit) {
      case TIME -> time(value);
      case SHARE -> number(100 * value) + " %";
      case RATE -> number(value) + "/s";
      case SIZE -> size(value);
      case NUMBER -> number(value);
    };
  }

  /** A duration in nanoseconds. */
  public static String time(double nanos) {
    if (nanos >= SECOND) {
      return number(nanos / SECOND) + " s";
    }
    if (nanos >= MILLI || nanos == 0) {
      return number(nanos / MILLI) + " ms";
    }
    return number(nanos / MICRO) + " µs";
  }

  private static String size(double bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double value = bytes;
    int unit = 0;
    while (value >= KIBI && unit < units.length - 1) {
      value /= KIBI;
      unit++;
    }
    return number(value) + " " + units[unit];
  }

  /** A number to three significant digits; whole numbers whole. */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
    if (rounded.scale() < 0) {
      rounded = rounded.setScale(0, RoundingMode.UNNECESSARY);
    }
    return rounded.toPlainString();
  }
}
