package tailback.ui.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import tailback.experiment.result.Results.Finding;
import tailback.journal.State;
import tailback.ui.stage.Area;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/**
 * The run over time: a few tracks, findings and marks above them, one cursor through all. A press
 * or a drag scrubs, to a diamond exactly; the run goes there on release.
 */
public final class TimelineView extends Region {

  /** How wide the names left of the tracks are, pixels: what has the same clock begins there. */
  public static final double NAMES = 178;

  /** How far from the right edge the tracks end, pixels. */
  public static final double RIGHT = 16;

  private static final double MARKS = 20;
  private static final double AXIS = 16;
  private static final double DIAMOND = 5;

  private final Canvas drawn = new Canvas();
  private final Canvas cursor = new Canvas();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Mark> own = new ArrayList<>();
  private Palette palette;
  private Recording recording;
  private Recording other;
  private double end = 1;
  private double now;
  private double finger = Double.NaN;
  private DoubleConsumer scrubbed = seconds -> {};

  /**
   * A moment worth going to.
   *
   * @param at seconds from time zero
   * @param text what happened then
   */
  public record Mark(double at, String text) {}

  /** An empty timeline. */
  public TimelineView(Palette palette) {
    this.palette = palette;
    setId("timeline");
    getChildren().addAll(drawn, cursor);
    setMinSize(0, 0);
    setFocusTraversable(false);
    setOnMousePressed(event -> finger(event.getX(), event.getY()));
    setOnMouseDragged(event -> finger(event.getX(), event.getY()));
    setOnMouseReleased(
        event -> {
          finger(event.getX(), event.getY());
          double to = finger;
          finger = Double.NaN;
          scrubbed.accept(to);
        });
  }

  /** What is told where to go, seconds from time zero. */
  public void onScrubbed(DoubleConsumer told) {
    scrubbed = told;
  }

  private void finger(double x, double y) {
    finger = Math.max(0, Math.min(end, (x - NAMES) / plot() * end));
    for (Mark mark : y < MARKS ? marks : List.<Mark>of()) {
      finger = Math.abs(x(mark.at()) - x) <= DIAMOND + 1 ? mark.at() : finger;
    }
    paintCursor();
  }

  /** Shows a run; null when it is not known yet. */
  public void show(Recording run, double seconds, Palette colours) {
    recording = run;
    end = Math.max(1e-9, seconds);
    palette = colours;
    marks.clear();
    if (run != null) {
      for (Finding finding : run.results().findings()) {
        marks.add(new Mark(finding.firstS(), finding.id().replace('-', ' ')));
      }
    }
    marks.addAll(own);
    paint();
  }

  /** Also draws that run, thinly, in the tracks that both have; null: none. */
  public void beside(Recording run) {
    other = run;
  }

  /** Adds a mark, which stays when the run is shown anew. */
  public void mark(double at, String text) {
    own.add(new Mark(at, text));
    marks.add(new Mark(at, text));
    paint();
  }

  /** All marks. */
  public List<Mark> marks() {
    return List.copyOf(marks);
  }

  /** Moves the cursor, seconds from time zero. */
  public void cursor(double seconds) {
    if (now == seconds) {
      return;
    }
    now = seconds;
    paintCursor();
  }

  /** Lets go of the memory that pictures take. */
  public void release() {
    for (Canvas canvas : List.of(drawn, cursor)) {
      canvas.setWidth(0);
      canvas.setHeight(0);
    }
    getChildren().clear();
  }

  /** Where the cursor is: under the finger, or at the present. */
  public double shown() {
    return Double.isNaN(finger) ? now : finger;
  }

  @Override
  protected void layoutChildren() {
    drawn.setWidth(getWidth());
    drawn.setHeight(getHeight());
    cursor.setWidth(getWidth());
    cursor.setHeight(getHeight());
    paint();
  }

  private double plot() {
    return Math.max(1, getWidth() - NAMES - RIGHT);
  }

  private double x(double seconds) {
    return NAMES + Math.max(0, Math.min(1, seconds / end)) * plot();
  }

  private void paint() {
    Pen pen = new Pen(drawn.getGraphicsContext2D());
    pen.clear(getWidth(), getHeight());
    axis(pen);
    if (recording == null) {
      pen.words(
          "running the whole scenario once …",
          NAMES,
          getHeight() / 2,
          plot(),
          Fonts.regular(11),
          Pen.colour(palette.muted()));
      paintCursor();
      return;
    }
    for (int i = 0; i < recording.tracks().size(); i++) {
      track(pen, recording.tracks().get(i), strip(i));
    }
    double free = 0;
    for (Mark mark : marks) {
      free = mark(pen, mark, free);
    }
    paintCursor();
  }

  private Area strip(int index) {
    double high = (getHeight() - MARKS - AXIS) / recording.tracks().size();
    return new Area(NAMES, MARKS + index * high, plot(), high);
  }

  private void track(Pen pen, Track track, Area area) {
    double base = area.bottom() - 3;
    pen.line(
        new double[] {area.x(), area.right()},
        new double[] {base, base},
        1,
        Pen.colour(palette.line(), 0.7));
    Track beside = track(other, track.name());
    double scale = Math.max(track.scale(), beside == null ? 0 : beside.scale());
    if (beside != null) {
      lines(pen, beside, area, scale, 0.45);
    }
    lines(pen, track, area, scale, 1);
  }

  /** The requests and latencies of the other run; null for tracks that may differ in kind. */
  private static Track track(Recording run, String name) {
    if (run != null) {
      for (Track each : run.tracks()) {
        if (each.name().equals(name)
            && (each.unit() == Track.Unit.PER_SECOND || each.unit() == Track.Unit.MILLIS)) {
          return each;
        }
      }
    }
    return null;
  }

  private void lines(Pen pen, Track track, Area area, double scale, double opacity) {
    for (Line line : track.lines()) {
      double[] values = line.values();
      double[] xs = new double[values.length + 1];
      double[] ys = new double[values.length + 1];
      int points = 0;
      for (int i = 0; i < values.length; i++) {
        if (!Double.isNaN(values[i])) {
          if (points == 0) {
            xs[0] = x(i * line.step());
            ys[points++] = y(values[i], scale, area);
          }
          xs[points] = x((i + 1) * line.step());
          ys[points++] = y(values[i], scale, area);
        }
      }
      if (points > 1) {
        pen.line(
            java.util.Arrays.copyOf(xs, points),
            java.util.Arrays.copyOf(ys, points),
            opacity < 1 ? 1 : 1.4,
            Pen.colour(palette.states()[line.colour()], opacity));
      }
    }
  }

  private static double y(double value, double scale, Area area) {
    return area.bottom() - 3 - Math.min(1, value / scale) * (area.height() - 8);
  }

  /** Draws a mark; the next one's words begin right of where its own end. */
  private double mark(Pen pen, Mark mark, double free) {
    double x = x(mark.at());
    double y = 10;
    double half = DIAMOND;
    Color colour = Pen.colour(palette.of(State.FAILED));
    pen.shape(
        new double[] {x, x + half, x, x - half}, new double[] {y - half, y, y + half, y}, colour);
    pen.line(
        new double[] {x, x},
        new double[] {y + half, getHeight() - AXIS},
        1,
        Pen.colour(palette.of(State.FAILED), 0.35));
    double width = Fonts.width(mark.text(), Fonts.regular(10.5));
    double at = x + 9 + width > getWidth() - RIGHT ? x - 9 - width : x + 9;
    double from = at;
    boolean covered =
        marks.stream().anyMatch(each -> x(each.at()) > from - 6 && x(each.at()) < from + width + 6);
    if (at < free || covered && at > x) {
      return free;
    }
    pen.words(mark.text(), at, y + 4, width + 2, Fonts.regular(10.5), Pen.colour(palette.muted()));
    return at + width + 14;
  }

  private void axis(Pen pen) {
    double y = getHeight() - 4;
    double step = tick(end / 8);
    for (double at = 0; at <= end * 1.0001; at += step) {
      String text = clock(at, step);
      double width = Fonts.width(text, Fonts.regular(10));
      double x = Math.min(x(at) - width / 2, getWidth() - width - 4);
      pen.words(text, x, y, width + 2, Fonts.regular(10), Pen.colour(palette.muted()));
    }
  }

  /** The next of 1, 2, 5, 10, 15, 30, 60 … seconds. */
  static double tick(double least) {
    for (double nice : new double[] {0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800}) {
      if (nice >= least) {
        return nice;
      }
    }
    return 3600 * Math.ceil(least / 3600);
  }

  private static String clock(double seconds, double step) {
    if (step < 1) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 120 && step < 30
        ? whole + " s"
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }

  private void paintCursor() {
    Pen pen = new Pen(cursor.getGraphicsContext2D());
    pen.clear(getWidth(), getHeight());
    double at = shown();
    double x = Math.round(x(at)) + 0.5;
    pen.line(
        new double[] {x, x},
        new double[] {4, getHeight() - AXIS + 2},
        1.5,
        Pen.colour(palette.text()));
    pen.shape(new double[] {x - 5, x + 5, x}, new double[] {0, 0, 7}, Pen.colour(palette.text()));
    if (recording != null) {
      for (int i = 0; i < recording.tracks().size(); i++) {
        names(pen, recording.tracks().get(i), strip(i), at);
      }
    }
  }

  /** The names of a track's lines and their values under the cursor. */
  private void names(Pen pen, Track track, Area area, double at) {
    if (track.lines().isEmpty()) {
      pen.words(
          "nothing " + track.name(),
          12,
          area.middleY() + 4,
          NAMES - 24,
          Fonts.regular(10.5),
          Pen.colour(palette.muted()));
      return;
    }
    int shown = Math.max(1, Math.min(track.lines().size(), (int) (area.height() / 12)));
    double high = Math.min(13, (area.height() - 1) / shown);
    double y = area.middleY() - high * shown / 2 + high - 3;
    for (int i = track.lines().size() - 1; i >= track.lines().size() - shown; i--) {
      Line line = track.lines().get(i);
      String value = track.text(line.at(at));
      double width = Fonts.width(value, Fonts.regular(10.5));
      pen.circle(15, y - 3.5, 3, Pen.colour(palette.states()[line.colour()]), null);
      pen.words(
          line.name(), 24, y, NAMES - 38 - width, Fonts.regular(10.5), Pen.colour(palette.muted()));
      pen.words(
          value, NAMES - 12 - width, y, width + 2, Fonts.regular(10.5), Pen.colour(palette.text()));
      y += high;
    }
  }
}
