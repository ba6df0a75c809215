package tailback.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, rates, sizes, shares and counts, as a scenario file writes them. */
final class Quantity {

  static final long MICROSECOND = 1_000;
  static final long MILLISECOND = 1_000_000;
  static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private static final String NUMBER = "([+-]?)(\\d{1,30}(?:\\.\\d{0,30})?|\\.\\d{1,30})";
  private static final Pattern PLAIN = Pattern.compile(NUMBER + "(?:[eE]([+-]?\\d{1,2}))?");
  private static final Pattern WITH_UNIT = Pattern.compile(NUMBER + "\\s?([a-zA-Zµμ]+)");
  private static final Pattern RATE = Pattern.compile(NUMBER + "\\s?([kM]?)/([a-zA-Z]+)");
  private static final Pattern BANDWIDTH = Pattern.compile(NUMBER + "\\s?([kMG]?)(bit|B)/s");
  private static final double BITS_OF_A_BYTE = 8;
  private static final Pattern WHOLE = Pattern.compile("[+-]?(?:0|[1-9]\\d*)");

  private static final Map<String, Long> TIMES =
      Map.ofEntries(
          Map.entry("ns", 1L),
          Map.entry("us", MICROSECOND),
          Map.entry("µs", MICROSECOND),
          Map.entry("μs", MICROSECOND),
          Map.entry("ms", MILLISECOND),
          Map.entry("s", SECOND),
          Map.entry("m", MINUTE),
          Map.entry("min", MINUTE),
          Map.entry("h", HOUR),
          Map.entry("d", 24 * HOUR));

  private static final long LONGEST = 3650 * 24 * HOUR;

  /** Longer than any run. */
  static final Duration ENDLESS = Duration.ofNanos(LONGEST);

  private static final Map<String, Long> SIZES =
      Map.of(
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "tb", 1_000_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);

  private static final BigDecimal LARGEST_SIZE = BigDecimal.valueOf(1L << 50);
  private static final double FASTEST = 10_000_000;
  private static final BigDecimal LARGEST_NUMBER = new BigDecimal("1e15");

  private Quantity() {}

  /** Whether the text is a number with or without a unit, as opposed to a word. */
  static boolean isNumeric(String text) {
    return text.matches("[+-]?\\.?\\d.*");
  }

  /**
   * A duration in nanoseconds.
   *
   * @param bare what a number without unit means, in nanoseconds; 0 when it needs a unit
   */
  static long duration(String text, long bare) {
    String hint =
        bare == 0
            ? "write a duration such as 250us, 80ms, 1.5s, 2m or 1h"
            : "write a duration such as 80ms or 30s, or a bare number of " + unit(bare);
    Matcher plain = PLAIN.matcher(text);
    Matcher named = WITH_UNIT.matcher(text);
    BigDecimal nanos;
    if (plain.matches()) {
      BigDecimal number = number(plain.group(1), plain.group(2), plain.group(3));
      if (bare == 0 && number.signum() != 0) {
        throw new Misread(Words.quote(text) + " has no unit", hint);
      }
      nanos = number.multiply(BigDecimal.valueOf(Math.max(1, bare)));
    } else if (named.matches()) {
      Long unit = TIMES.get(named.group(3));
      if (unit == null) {
        throw new Misread(Words.quote(named.group(3)) + " is not a unit of time", hint);
      }
      nanos = number(named.group(1), named.group(2), null).multiply(BigDecimal.valueOf(unit));
    } else {
      throw new Misread(Words.quote(text) + " is not a duration", hint);
    }
    if (nanos.signum() < 0) {
      throw new Misread(Words.quote(text) + " is negative", hint);
    }
    if (nanos.compareTo(BigDecimal.valueOf(LONGEST)) > 0) {
      throw new Misread(Words.quote(text) + " is longer than ten years");
    }
    return nanos.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private static String unit(long bare) {
    return bare == MILLISECOND ? "milliseconds" : "seconds";
  }

  /** A rate per second; zero is for the caller to judge. */
  static double rate(String text) {
    String hint = "write a rate such as 200/s, 100/m or 6k/s";
    Matcher matcher = RATE.matcher(text);
    if (!matcher.matches()) {
      throw new Misread(
          Words.quote(text) + (isNumeric(text) ? " has no '/s'" : " is not a rate"), hint);
    }
    double seconds =
        switch (matcher.group(4)) {
          case "s" -> 1;
          case "m", "min" -> 60;
          case "h" -> 3600;
          default -> throw new Misread(Words.quote(text) + " is not a rate", hint);
        };
    double factor =
        switch (matcher.group(3)) {
          case "k" -> 1e3;
          case "M" -> 1e6;
          default -> 1;
        };
    double rate = number(matcher.group(1), matcher.group(2), null).doubleValue() * factor / seconds;
    if (rate < 0) {
      throw new Misread(Words.quote(text) + " is negative", hint);
    }
    if (rate > FASTEST) {
      throw new Misread(Words.quote(text) + " is more than ten million a second");
    }
    return rate;
  }

  /** What a link carries, in bytes per second; bits have decimal prefixes, as networks have. */
  static double bandwidth(String text) {
    String hint = "write a bandwidth such as 10Mbit/s or 750kbit/s";
    Matcher matcher = BANDWIDTH.matcher(text);
    if (!matcher.matches()) {
      throw new Misread(Words.quote(text) + " is not a bandwidth", hint);
    }
    double factor =
        switch (matcher.group(3)) {
          case "k" -> 1e3;
          case "M" -> 1e6;
          case "G" -> 1e9;
          default -> 1;
        };
    double bytes =
        number(matcher.group(1), matcher.group(2), null).doubleValue()
            * factor
            / (matcher.group(4).equals("bit") ? BITS_OF_A_BYTE : 1);
    if (bytes < 1) {
      throw new Misread(Words.quote(text) + " carries nothing", hint);
    }
    return bytes;
  }

  /** An amount of memory or data in bytes. */
  static long size(String text) {
    String hint = "write a size such as 20KiB, 512MB or 2GiB";
    Matcher matcher = WITH_UNIT.matcher(text);
    if (!matcher.matches()) {
      throw new Misread(
          Words.quote(text) + (PLAIN.matcher(text).matches() ? " has no unit" : " is not a size"),
          hint);
    }
    Long unit = SIZES.get(matcher.group(3).toLowerCase(Locale.ROOT));
    if (unit == null) {
      throw new Misread(Words.quote(matcher.group(3)) + " is not a unit of size", hint);
    }
    BigDecimal bytes =
        number(matcher.group(1), matcher.group(2), null).multiply(BigDecimal.valueOf(unit));
    if (bytes.signum() < 0) {
      throw new Misread(Words.quote(text) + " is negative", hint);
    }
    if (bytes.compareTo(LARGEST_SIZE) > 0) {
      throw new Misread(Words.quote(text) + " is more than a thousand terabytes");
    }
    return bytes.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /** A share from 0 to 1, written {@code 80%} or {@code 0.8}. */
  static double share(String text) {
    double share = fraction(text);
    if (share > 1) {
      throw new Misread(
          Words.quote(text) + " is more than everything",
          "write a share from 0% to 100%, or from 0 to 1");
    }
    return share;
  }

  /** Like a share, but more than 100 % will do. */
  static double fraction(String text) {
    boolean percent = text.endsWith("%");
    String digits = percent ? text.substring(0, text.length() - 1).stripTrailing() : text;
    Matcher matcher = PLAIN.matcher(digits);
    if (!matcher.matches()) {
      throw new Misread(Words.quote(text) + " is not a share", "write a share such as 80% or 0.8");
    }
    BigDecimal number = number(matcher.group(1), matcher.group(2), matcher.group(3));
    if (number.signum() < 0) {
      throw new Misread(Words.quote(text) + " is negative", "write a share such as 80% or 0.8");
    }
    return (percent ? number.movePointLeft(2) : number).doubleValue();
  }

  /** A whole number, at least {@code least}. */
  static long whole(String text, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      throw new Misread(Words.quote(text) + " is not a whole number", "write one such as 4");
    }
    BigDecimal number = new BigDecimal(text.length() > 40 ? text.substring(0, 40) : text);
    if (number.compareTo(BigDecimal.valueOf(least)) < 0) {
      throw new Misread(
          Words.quote(text) + (number.signum() < 0 ? " is negative" : " is too small"),
          "it is at least " + least);
    }
    if (number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new Misread(Words.quote(text) + " is too large", "it is at most " + most);
    }
    return number.longValueExact();
  }

  /** A number that may have a fraction, 0 or more. */
  static double number(String text) {
    Matcher matcher = PLAIN.matcher(text);
    if (!matcher.matches()) {
      throw new Misread(Words.quote(text) + " is not a number", "write one such as 4 or 2.5");
    }
    BigDecimal number = number(matcher.group(1), matcher.group(2), matcher.group(3));
    if (number.signum() < 0) {
      throw new Misread(Words.quote(text) + " is negative", "write a number of 0 or more");
    }
    if (number.compareTo(LARGEST_NUMBER) > 0) {
      throw new Misread(Words.quote(text) + " is too large");
    }
    return number.doubleValue();
  }

  private static BigDecimal number(String sign, String digits, String exponent) {
    BigDecimal number = new BigDecimal(digits);
    if (exponent != null) {
      number = number.scaleByPowerOfTen(Integer.parseInt(exponent));
    }
    return sign.equals("-") ? number.negate() : number;
  }
}
