package tailback.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import tailback.experiment.result.Results.Timeseries;

/** The few time series that tell most: the rate, the slowest p95, the longest queue. */
final class Courses {

  private static final int LONGEST_LABEL = 28;

  private final Timeseries timeseries;
  private final String suspect;
  private final Ink ink;
  private final int width;
  private final List<Course> courses = new ArrayList<>();

  /**
   * Those courses, at this width.
   *
   * @param suspect the resource whose use is shown too; null for none
   */
  Courses(Timeseries timeseries, String suspect, Ink ink, int width) {
    this.timeseries = timeseries;
    this.suspect = suspect;
    this.ink = ink;
    this.width = width;
    choose();
  }

  /**
   * The courses of what somebody looks at, at this width.
   *
   * @param where endpoints, parts and hosts
   */
  Courses(Timeseries timeseries, List<String> where, Ink ink, int width) {
    this.timeseries = timeseries;
    suspect = null;
    this.ink = ink;
    this.width = width;
    for (String each : where) {
      show("rate(" + each + ")", false, Quantity::rate);
      show("p95(" + each + ")", true, Quantity::millis);
    }
    for (String each : where) {
      for (String series : timeseries.series().keySet()) {
        if (series.startsWith(each + ".")
            && largest(timeseries.series().get(series)) > 0
            && series.matches(".*\\.(busy|queue)")) {
          String what = series.substring(series.lastIndexOf('.') + 1);
          String of = series.substring(0, series.lastIndexOf('.'));
          courses.add(
              new Course(
                  what + "(" + of + ")", timeseries.series().get(series), true, Quantity::level));
        }
      }
    }
  }

  private void show(String series, boolean peaks, DoubleFunction<String> inWords) {
    if (timeseries.series().containsKey(series)) {
      courses.add(new Course(series, timeseries.series().get(series), peaks, inWords));
    }
  }

  /** One line: what it is, its values, whether peaks matter more than means, and how it is said. */
  private record Course(
      String label, double[] values, boolean peaks, DoubleFunction<String> inWords) {}

  private void choose() {
    double[] rate = together("rate");
    if (rate != null) {
      courses.add(new Course("rate", rate, false, Quantity::rate));
    }
    String slowest = highest("p95(", ")");
    slowest = slowest == null && timeseries.series().containsKey("p95") ? "p95" : slowest;
    if (slowest != null) {
      courses.add(new Course(slowest, timeseries.series().get(slowest), true, Quantity::millis));
    }
    String used = suspect == null ? null : suspect + ".busy";
    if (used != null && timeseries.series().containsKey(used)) {
      courses.add(
          new Course(
              "busy(" + suspect + ")", timeseries.series().get(used), true, Quantity::level));
    }
    String queue = highest("", ".queue");
    if (queue != null && largest(timeseries.series().get(queue)) >= 1) {
      String at = queue.substring(0, queue.length() - ".queue".length());
      courses.add(
          new Course("queue(" + at + ")", timeseries.series().get(queue), true, Quantity::level));
    }
  }

  /** The sum of {@code measure(…)} over the endpoints; null when there is none. */
  private double[] together(String measure) {
    if (timeseries.series().containsKey(measure)) {
      return timeseries.series().get(measure);
    }
    double[] sum = null;
    for (Map.Entry<String, double[]> each : timeseries.series().entrySet()) {
      if (each.getKey().startsWith(measure + "(")) {
        sum = sum == null ? new double[each.getValue().length] : sum;
        for (int i = 0; i < Math.min(sum.length, each.getValue().length); i++) {
          sum[i] += Double.isNaN(each.getValue()[i]) ? 0 : each.getValue()[i];
        }
      }
    }
    return sum;
  }

  private String highest(String start, String end) {
    String highest = null;
    for (Map.Entry<String, double[]> each : timeseries.series().entrySet()) {
      String name = each.getKey();
      if (name.startsWith(start)
          && name.endsWith(end)
          && (highest == null
              || largest(each.getValue()) > largest(timeseries.series().get(highest)))) {
        highest = name;
      }
    }
    return highest;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).max().orElse(0);
  }

  /** A line each, and the time below; nothing when no series is known. */
  List<String> lines() {
    int points = courses.stream().mapToInt(each -> each.values.length).max().orElse(0);
    if (points < 2) {
      return List.of();
    }
    int labels =
        Math.min(
            LONGEST_LABEL,
            courses.stream().mapToInt(each -> Cell.width(each.label)).max().orElse(0));
    int extents = courses.stream().mapToInt(each -> Cell.width(extent(each))).max().orElse(0);
    int room = width - 2 - labels - 2 - 2 - extents;
    int drawn = points >= room ? room : points * (room / points);
    List<String> lines = new ArrayList<>();
    for (Course course : courses) {
      double[] fitted = fitted(course, drawn);
      lines.add(
          "  "
              + Cell.left(Cell.clip(course.label, labels), labels)
              + "  "
              + ink.cyan(Bar.course(fitted, largest(course.values)))
              + "  "
              + Cell.right(extent(course), extents));
    }
    String end = Quantity.seconds(points * timeseries.stepS());
    lines.add(ink.dim(" ".repeat(4 + labels) + "0 s" + Cell.right(end, drawn - 3)));
    return lines;
  }

  private static String extent(Course course) {
    double least =
        Arrays.stream(course.values).filter(value -> !Double.isNaN(value)).min().orElse(Double.NaN);
    return Quantity.range(
        course.inWords.apply(least), course.inWords.apply(largest(course.values)));
  }

  /** As many points as are drawn: several in one (their mean or their peak), or one repeated. */
  private static double[] fitted(Course course, int drawn) {
    double[] fitted = new double[drawn];
    int points = course.values.length;
    for (int i = 0; i < drawn; i++) {
      int from = (int) ((long) i * points / drawn);
      int to = Math.max(from + 1, (int) ((long) (i + 1) * points / drawn));
      double[] known =
          Arrays.stream(course.values, from, to).filter(value -> !Double.isNaN(value)).toArray();
      if (known.length == 0) {
        fitted[i] = Double.NaN;
      } else {
        fitted[i] = course.peaks ? largest(known) : Arrays.stream(known).average().orElse(0);
      }
    }
    return fitted;
  }
}
