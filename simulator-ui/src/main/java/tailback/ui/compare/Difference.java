package tailback.ui.compare;

import java.util.Locale;
import tailback.ui.timeline.Recording;

/**
 * What two runs differ in, at one moment: p95 and failures lately, and since time zero.
 *
 * @param p95A p95 lately, milliseconds, of the first
 * @param p95B the same of the second
 * @param failedA failures since time zero, of the first
 * @param failedB the same of the second
 */
public record Difference(double p95A, double p95B, double failedA, double failedB) {

  /** The difference at a time, seconds from time zero. */
  public static Difference at(Recording a, Recording b, double seconds) {
    return new Difference(p95(a, seconds), p95(b, seconds), failed(a, seconds), failed(b, seconds));
  }

  private static double p95(Recording recording, double seconds) {
    double window = recording.results().timeseries().stepS();
    return recording.endings().percentiles(new double[] {0.95}, seconds, window)[0];
  }

  private static double failed(Recording recording, double seconds) {
    return recording.endings().failed(seconds);
  }

  /** In words: p95 of both and B less A, failures of both and B less A. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "p95   A %s   B %s   B − A %s        failed   A %,.0f   B %,.0f   B − A %s",
        millis(p95A),
        millis(p95B),
        signed(p95B - p95A),
        failedA,
        failedB,
        count(failedB - failedA));
  }

  private static String count(double value) {
    return String.format(Locale.ROOT, "%+,.0f", value).replace('-', '−');
  }

  private static String millis(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,.0f ms", value);
  }

  private static String signed(double value) {
    return Double.isNaN(value)
        ? "–"
        : String.format(Locale.ROOT, "%+,.0f ms", value).replace('-', '−');
  }
}
