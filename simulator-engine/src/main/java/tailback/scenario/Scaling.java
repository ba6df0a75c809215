package tailback.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a card does to a directive: {@code workers × 4}, {@code time ÷ 4} or {@code lag = 0ms}.
 * Values stay texts, so that {@code 8GiB} becomes {@code 32GiB} and {@code exponential 20ms} {@code
 * exponential 5ms}.
 *
 * @param directive the path of the directive within its part
 * @param absent its value where the card has no default; empty when nothing says
 * @param sign one of {@code ×}, {@code ÷} and {@code =}
 * @param operand by what, or to what
 */
record Scaling(String directive, String absent, char sign, String operand) {

  private static final Pattern WRITTEN = Pattern.compile("(\\S+)(?: \\((\\S+)\\))? ([×÷=]) (.+)");
  private static final Pattern ONE = Pattern.compile("(\\d+(?:\\.\\d+)?)(\\s?[a-zA-Zµ]*)");
  private static final Pattern TIMES =
      Pattern.compile("\\b(\\d+(?:\\.\\d+)?)\\s?(ns|us|µs|ms|s|m|min|h|d)\\b");
  private static final int DECIMALS = 9;

  /** As a card writes it. */
  static Scaling of(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalStateException("a card cannot set '" + text + "'");
    }
    String absent = matcher.group(2) == null ? "" : matcher.group(2);
    return new Scaling(matcher.group(1), absent, matcher.group(3).charAt(0), matcher.group(4));
  }

  /** The value after it; null when it cannot be scaled, or stays the same. */
  String after(String before) {
    if (sign == '=') {
      return operand.equals(before) ? null : operand;
    }
    String after = scaled(before.strip());
    return before.strip().equals(after) ? null : after;
  }

  /** Whether it leaves fewer of what is counted, as it does not where it divides a time. */
  boolean isFewer(String before) {
    Matcher one = ONE.matcher(before.strip());
    return sign == '÷' && one.matches() && one.group(2).isBlank();
  }

  private String scaled(String before) {
    Matcher one = ONE.matcher(before);
    if (one.matches()) {
      return times(one.toMatchResult(), !one.group(2).isBlank() || before.contains("."));
    }
    Matcher all = TIMES.matcher(before);
    return all.find() ? all.replaceAll(found -> times(found, true)) : null;
  }

  /** A count stays whole, and at least 1. */
  private String times(MatchResult number, boolean fraction) {
    BigDecimal value = new BigDecimal(number.group(1));
    BigDecimal factor = new BigDecimal(operand);
    BigDecimal result =
        sign == '×'
            ? value.multiply(factor)
            : value.divide(factor, fraction ? DECIMALS : 0, RoundingMode.HALF_UP);
    if (!fraction && value.signum() > 0) {
      result = result.max(BigDecimal.ONE);
    }
    String text = result.signum() == 0 ? "0" : result.stripTrailingZeros().toPlainString();
    return text + number.group(2).strip();
  }
}
