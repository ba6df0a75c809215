package tailback.ui.knobs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in the text of a setting, for a slider to turn: between which bounds, and what the text
 * is then. {@code exponential 20ms} is turned by its 20, and keeps its other words.
 */
final class Dial {

  /** What is counted. */
  enum Scale {
    /** A whole number, such as of workers. */
    COUNT,
    /** A share of 1, or in per cent. */
    SHARE,
    /** A time, a size, a rate: what matters is how many times as much. */
    AMOUNT
  }

  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\w.])(\\d+(?:\\.\\d+)?)(?= ?[a-zA-Zµ%/]| |$)");

  /** Laws with more than one number that would have to be turned together. */
  private static final Pattern SEVERAL = Pattern.compile("\\b(mix|uniform|empirical|trace|log)\\b");

  /** A count up to here has a slider with equal steps; a larger one goes by factors. */
  private static final double EQUAL_STEPS = 64;

  private static final double LEAST_MOST = 10;
  private static final double THOUSAND = 1000;

  private final String before;
  private final String after;
  private final Scale scale;
  private final double least;
  private final double most;
  private final boolean factors;
  private final double value;

  private Dial(String before, String after, Scale scale, double least, double most, double value) {
    this.before = before;
    this.after = after;
    this.scale = scale;
    this.least = least;
    this.most = most;
    this.value = value;
    factors = scale == Scale.AMOUNT && least > 0 || scale == Scale.COUNT && most > EQUAL_STEPS;
  }

  /**
   * A dial for the first number of a text; null where there is none to turn.
   *
   * @param least what the number may not be less than
   */
  static Dial of(String text, Scale scale, double least) {
    Matcher number = NUMBER.matcher(text);
    if (SEVERAL.matcher(text).find() || !number.find()) {
      return null;
    }
    double value = Double.parseDouble(number.group(1));
    String after = text.substring(number.end());
    double low = least;
    double high = Math.max(LEAST_MOST, 4 * value);
    if (scale == Scale.SHARE) {
      low = 0;
      high = after.strip().startsWith("%") ? 100 : 1;
    } else if (scale == Scale.AMOUNT) {
      if (value == 0 && !after.strip().endsWith("s")) {
        return null; // no size, or no limit: nothing says how much would be much
      }
      low = value / 20;
      high = value > 0 ? value * 10 : after.strip().equals("ms") ? THOUSAND : LEAST_MOST;
    }
    if (value < low || value > high) {
      return null;
    }
    return new Dial(text.substring(0, number.start()), after, scale, low, high, value);
  }

  /** Where the slider begins. */
  double from() {
    return position(least);
  }

  /** Where it ends. */
  double to() {
    return position(most);
  }

  /** Where it stands. */
  double position() {
    return position(value);
  }

  private double position(double number) {
    return factors ? Math.log(shifted(number)) : number;
  }

  /** A count may be 0, where there is no factor to the next. */
  private double shifted(double number) {
    return scale == Scale.COUNT ? number + 1 : number;
  }

  /** How far an arrow key goes: about a twentieth of the way, and of a count one at least. */
  double step() {
    double step = (to() - from()) / 20;
    return scale == Scale.COUNT && !factors ? Math.max(1, Math.rint(step)) : step;
  }

  /** The text when the slider stands there. */
  String text(double position) {
    double at = Math.max(from(), Math.min(to(), position));
    double number = factors ? Math.exp(at) - (scale == Scale.COUNT ? 1 : 0) : at;
    return before + rounded(number) + after;
  }

  private String rounded(double number) {
    if (scale == Scale.COUNT) {
      return Long.toString(Math.round(Math.max(least, number)));
    }
    int digits = number >= 100 ? 3 : 2;
    BigDecimal rounded = new BigDecimal(number, new MathContext(digits, RoundingMode.HALF_EVEN));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
