package tailback.ui.timeline;

import java.util.List;
import java.util.Locale;

/**
 * Lines that share a scale.
 *
 * @param name of all of them
 * @param unit of their values
 * @param top the least upper end of its scale; a larger value makes it larger
 * @param lines the most important one last: it is drawn on top
 */
public record Track(String name, Unit unit, double top, List<Line> lines) {

  /** What is measured. */
  public enum Unit {
    PER_SECOND,
    MILLIS,
    SHARE,
    COUNT
  }

  /** The upper end of its scale. */
  public double scale() {
    double largest = top;
    for (Line line : lines) {
      largest = Math.max(largest, line.largest());
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
          value >= 10_000
              ? String.format(Locale.ROOT, "%.1f s", value / 1000)
              : String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value);
      case PER_SECOND -> String.format(Locale.ROOT, "%.0f/s", value);
      case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
    };
  }
}
