package tailback.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import tailback.scenario.Expectation.Unit;

/**
 * Figures as short text for people: {@code 1.21 s}, {@code 98.3/s}, {@code 13.9 %}. Three digits
 * are enough for most; a dash stands for what is not known.
 */
public final class Quantity {

  /** What is not known. */
  public static final String UNKNOWN = "–";

  private static final int DIGITS = 3;
  private static final int MOST_DIGITS = 9;
  private static final double MINUTES_FROM = 600;
  private static final double HOURS_FROM = 7200;
  private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Quantity() {}

  /** A duration given in seconds. */
  public static String seconds(double seconds) {
    return seconds(seconds, DIGITS);
  }

  /** A duration given in milliseconds. */
  public static String millis(double millis) {
    return seconds(millis / 1e3);
  }

  /** A duration given in nanoseconds. */
  public static String nanos(double nanos) {
    return seconds(nanos / 1e9);
  }

  /** A duration given in milliseconds, with two digits: the half of an interval, say. */
  public static String roughly(double millis) {
    return seconds(millis / 1e3, 2);
  }

  /** From one quantity to another, their unit once if it is the same; just one if they are. */
  public static String range(String from, String to) {
    if (from.equals(to)) {
      return to;
    }
    String unit = to.replaceFirst("^[-<>\\d.,]+", "");
    return (from.endsWith(unit) ? from.substring(0, from.length() - unit.length()) : from)
        + "–"
        + to;
  }

  /** So many per second. */
  public static String rate(double perSecond) {
    return known(perSecond) ? number(perSecond, DIGITS) + "/s" : UNKNOWN;
  }

  /** A share given as a fraction, such as {@code 13.9 %}. */
  public static String share(double fraction) {
    return share(fraction, DIGITS);
  }

  /** A share in whole percent; {@code <1 %} and {@code >99 %} where it is almost none or all. */
  public static String percent(double fraction) {
    if (!known(fraction)) {
      return UNKNOWN;
    }
    long whole = Math.round(fraction * 100);
    if (whole == 0 && fraction > 0) {
      return "<1 %";
    }
    return whole == 100 && fraction < 1 ? ">99 %" : whole + " %";
  }

  /** A whole number, its thousands apart. */
  public static String count(long count) {
    return grouped(Long.toString(count));
  }

  /** A mean number of something, such as {@code 18.2} waiting. */
  public static String level(double level) {
    if (!known(level)) {
      return UNKNOWN;
    }
    if (level > 0 && level < 0.005) {
      return "<0.01";
    }
    return level < 1 ? number(Math.round(level * 100) / 100.0, 2) : number(level, DIGITS);
  }

  /** An amount of memory or data. */
  public static String bytes(double bytes) {
    return bytes(bytes, DIGITS);
  }

  /**
   * What was measured, in the unit of the bounds it is compared with; with more digits than usual
   * where it would otherwise read the same as a bound that it is not.
   *
   * @param value nanoseconds, a fraction, per second, bytes or a plain number, as the unit says
   */
  public static String measured(double value, Unit unit, double... bounds) {
    int digits = DIGITS;
    while (digits < MOST_DIGITS && readsLikeABound(value, unit, digits, bounds)) {
      digits++;
    }
    return in(unit, value, digits);
  }

  private static boolean readsLikeABound(double value, Unit unit, int digits, double... bounds) {
    for (double bound : bounds) {
      MathContext precision = new MathContext(digits, RoundingMode.HALF_UP);
      if (known(value)
          && known(bound)
          && bound != value
          && (in(unit, value, digits).equals(in(unit, bound, digits))
              || new BigDecimal(value)
                      .round(precision)
                      .compareTo(new BigDecimal(bound).round(precision))
                  == 0)) {
        return true;
      }
    }
    return false;
  }

  private static String in(Unit unit, double value, int digits) {
    return switch (unit) {
      case TIME -> seconds(value / 1e9, digits);
      case SHARE -> share(value, digits);
      case RATE -> known(value) ? number(value, digits) + "/s" : UNKNOWN;
      case SIZE -> bytes(value, digits);
      case NUMBER -> number(value, digits);
    };
  }

  private static String seconds(double seconds, int digits) {
    if (!known(seconds)) {
      return UNKNOWN;
    }
    if (seconds < 0) {
      return "-" + seconds(-seconds, digits);
    }
    double rounded = round(seconds, digits).doubleValue();
    if (rounded < 1e-9) {
      return "0 s";
    } else if (rounded < 1e-6) {
      return "<1 µs";
    } else if (rounded < 1e-3) {
      return number(seconds * 1e6, digits) + " µs";
    } else if (rounded < 1) {
      return number(seconds * 1e3, digits) + " ms";
    } else if (rounded < MINUTES_FROM) {
      return number(seconds, digits) + " s";
    } else if (rounded < HOURS_FROM) {
      return number(seconds / 60, digits) + " min";
    }
    return number(seconds / 3600, digits) + " h";
  }

  private static String share(double fraction, int digits) {
    if (!known(fraction)) {
      return UNKNOWN;
    }
    int sensible = Math.abs(fraction) < 0.01 ? digits - 1 : digits;
    if (fraction > 0.999 && fraction < 1) {
      sensible = digits + 1;
    }
    return number(fraction * 100, sensible) + " %";
  }

  private static String bytes(double bytes, int digits) {
    if (!known(bytes)) {
      return UNKNOWN;
    }
    int size = 0;
    double left = bytes;
    while (Math.abs(left) >= 1024 && size < SIZES.length - 1) {
      left /= 1024;
      size++;
    }
    return number(left, digits) + " " + SIZES[size];
  }

  /** With so many significant digits, and fewer where the rest would be zeros all the way down. */
  private static String number(double value, int digits) {
    if (!known(value)) {
      return UNKNOWN;
    }
    BigDecimal rounded = round(value, digits);
    if (Math.abs(rounded.doubleValue() - value) <= Math.abs(value) * 1e-9) {
      rounded = rounded.stripTrailingZeros();
    }
    if (rounded.signum() == 0) {
      return "0";
    }
    return grouped(rounded.toPlainString());
  }

  /** With commas between thousands; by hand, for a formatter would load its locales first. */
  private static String grouped(String number) {
    int point = number.indexOf('.');
    StringBuilder text = new StringBuilder(number);
    int first = number.startsWith("-") ? 1 : 0;
    for (int at = (point < 0 ? number.length() : point) - 3; at > first; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  private static BigDecimal round(double value, int digits) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_UP));
    int decimals = digits - (rounded.precision() - rounded.scale());
    return decimals <= 0
        ? exact.setScale(0, RoundingMode.HALF_UP)
        : rounded.setScale(decimals, RoundingMode.HALF_UP);
  }

  private static boolean known(double value) {
    return !Double.isNaN(value) && !Double.isInfinite(value);
  }
}
