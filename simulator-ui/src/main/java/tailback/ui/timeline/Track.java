package tailback.ui.timeline;

import java.util.List;
import java.util.Locale;

/**
 * Lines that share a scale.
 *
 * @param name of all of them
 * @param unit of their values
 * @param top the least upper end of its scale; a larger value makes it larger
 * @param stacked whether the lines are the edges of bands, one on the other, the first at the
 *     bottom
 * @param lines the most important one first
 * @param source where their values come from
 */
public record Track(
    String name, Unit unit, double top, boolean stacked, List<Line> lines, Source source) {

  /** What is measured. */
  public enum Unit {
    PER_SECOND,
    MILLIS,
    SHARE,
    COUNT
  }

  /** The upper end of a scale that these values fit in, those of each instant by line. */
  double scale(double[][] values) {
    double largest = top;
    for (double[] instant : values) {
      double sum = 0;
      for (double value : instant) {
        double high = Double.isNaN(value) ? 0 : value;
        sum = stacked ? sum + high : Math.max(sum, high);
      }
      largest = Math.max(largest, sum);
    }
    return largest == 0 ? 1 : largest;
  }

  /** A value as it is read. */
  public String text(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    return switch (unit) {
      case SHARE -> String.format(Locale.ROOT, "%.0f %%", 100 * value);
      case MILLIS ->
          value >= 1000
              ? String.format(Locale.ROOT, value >= 10_000 ? "%.1f s" : "%.2f s", value / 1000)
              : String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value);
      case PER_SECOND -> String.format(Locale.ROOT, "%,.0f/s", value);
      case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
    };
  }
}
