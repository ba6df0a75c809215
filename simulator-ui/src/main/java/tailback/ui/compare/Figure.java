package tailback.ui.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import tailback.cli.report.Quantity;

/** What two runs are compared by, the way the engine's comparison names it. */
public enum Figure {
  /** Requests answered per second. */
  THROUGHPUT("throughput", "rate", true),
  /** Half of those answered took longer; milliseconds. */
  P50("p50", "p50", false),
  /** One in twenty of those answered took longer; milliseconds. */
  P95("p95", "p95", false),
  /** One in a hundred of those answered took longer; milliseconds. */
  P99("p99", "p99", false),
  /** The share of requests that failed. */
  FAILURES("failures", "errors", false);

  private final String word;
  private final String measure;
  private final boolean moreIsBetter;

  Figure(String word, String measure, boolean moreIsBetter) {
    this.word = word;
    this.measure = measure;
    this.moreIsBetter = moreIsBetter;
  }

  /** As it is read. */
  public String word() {
    return word;
  }

  /** The measure of the scenario language. */
  public String measure() {
    return measure;
  }

  /** Whether it is about those requests alone that were answered. */
  public boolean isLatency() {
    return this == P50 || this == P95 || this == P99;
  }

  /** Whether the second run is better that differs so much from the first. */
  public boolean isBetter(double difference) {
    return difference > 0 == moreIsBetter;
  }

  /** Which of the two is better, in a word; empty where they do not differ. */
  public String judged(double difference) {
    if (Double.isNaN(difference) || difference == 0) {
      return "";
    }
    return isBetter(difference) ? "better" : "worse";
  }

  /** A value in its unit. */
  public String level(double value) {
    return switch (this) {
      case THROUGHPUT -> Quantity.rate(value);
      case P50, P95, P99 -> value == 0 ? "0 ms" : Quantity.millis(value);
      case FAILURES -> Quantity.share(value);
    };
  }

  /** A difference with its sign; shares differ by points. */
  public String signed(double difference) {
    if (Double.isNaN(difference)) {
      return Quantity.UNKNOWN;
    }
    String size = size(difference);
    return difference == 0 || size.startsWith("<") ? size : (difference > 0 ? "+" : "−") + size;
  }

  /** A difference and half its interval, in the unit of the difference: −410 ms ± 35. */
  public String within(double difference, double half) {
    String estimate = signed(difference);
    String unit = estimate.replaceFirst("^[+−<]*[\\d.,]+", "");
    double inUnit = half / in(unit);
    return estimate + " ± " + Quantity.level(rounded(inUnit));
  }

  /** To two digits; a half interval is not known better. */
  private static double rounded(double value) {
    return value == 0
        ? 0
        : new BigDecimal(value).round(new MathContext(2, RoundingMode.HALF_UP)).doubleValue();
  }

  /** How much one of a unit is. */
  private static double in(String unit) {
    return switch (unit.strip()) {
      case "µs" -> 1e-3;
      case "s" -> 1e3;
      case "min" -> 60e3;
      case "h" -> 3600e3;
      case "pt" -> 0.01;
      default -> 1;
    };
  }

  private String size(double difference) {
    double size = Math.abs(difference);
    return switch (this) {
      case THROUGHPUT -> size == 0 ? "0/s" : Quantity.rate(size);
      case P50, P95, P99 -> size == 0 ? "0 ms" : Quantity.millis(size);
      case FAILURES -> size == 0 ? "0 pt" : Quantity.share(size).replace(" %", " pt");
    };
  }
}
