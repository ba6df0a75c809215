package tailback.ui.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tailback.ui.stage.Area;

/**
 * Who has which part of the timeline: the legend on the left, the charts on the right, moments
 * above them, the axis below. A track is as high as its legend needs.
 *
 * @param width of all, pixels
 * @param height of all
 * @param rows lines of the legend, for each track
 * @param rowHeight of a line of the legend
 */
record Strips(double width, double height, List<Integer> rows, double rowHeight) {

  /** How wide the legend is. */
  static final double LEGEND = 224;

  /** How wide the scales are, right of the charts. */
  static final double RIGHT = 66;

  /** How high the row of moments is. */
  static final double MOMENTS = 22;

  /** How high the axis is. */
  static final double AXIS = 17;

  /** The least height of a line of the legend that can be read. */
  private static final double READABLE = 11.2;

  /** A chart is at least so many lines high. */
  private static final int LEAST = 2;

  /** Between two tracks. */
  private static final double GAP = 7;

  /**
   * Divides the height.
   *
   * @param wanted how many lines each legend has
   */
  static Strips of(double width, double height, int... wanted) {
    int[] rows = Arrays.stream(wanted).map(lines -> Math.max(LEAST, lines)).toArray();
    double room = Math.max(0, height - MOMENTS - AXIS - GAP * rows.length);
    while (Arrays.stream(rows).sum() * READABLE > room && Arrays.stream(rows).max().orElse(0) > 1) {
      int longest = 0; // the first track leaves out nothing, so it gives way last
      for (int i = 1; i < rows.length; i++) {
        longest = rows[i] >= rows[longest] - (longest == 0 ? 1 : 0) ? i : longest;
      }
      rows[longest]--;
    }
    int sum = Math.max(1, Arrays.stream(rows).sum());
    List<Integer> shown = new ArrayList<>();
    Arrays.stream(rows).forEach(shown::add);
    return new Strips(width, height, List.copyOf(shown), room / sum);
  }

  /** How wide the charts are. */
  double plot() {
    return Math.max(1, width - LEGEND - RIGHT);
  }

  /** Where a share of the axis is. */
  double x(double share) {
    return LEGEND + share * plot();
  }

  /** The share of the axis at a place. */
  double share(double x) {
    return (x - LEGEND) / plot();
  }

  /** Whether a place is on the charts, or on the moments above them. */
  boolean onCharts(double x, double y) {
    return x >= LEGEND - 4 && x <= width && y >= 0 && y < height - AXIS;
  }

  /** Whether a place is on the axis. */
  boolean onAxis(double x, double y) {
    return x >= LEGEND - 4 && y >= height - AXIS;
  }

  /** The chart of a track. */
  Area chart(int track) {
    double y = MOMENTS;
    for (int i = 0; i < track; i++) {
      y += rows.get(i) * rowHeight + GAP;
    }
    return new Area(LEGEND, y, plot(), rows.get(track) * rowHeight + GAP);
  }

  /** How many lines of a track there is room for in its legend; no others are drawn. */
  int lines(Track track, int number) {
    int lines = track.lines().size();
    return track.stacked() ? lines : Math.min(lines, rows.get(number));
  }
}
