package tailback.ui.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.beans.value.ChangeListener;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import tailback.ui.stage.Area;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Magnified;
import tailback.ui.theme.Palette;
import tailback.ui.theme.Sheet;
import tailback.ui.transport.Stops;

/**
 * The run over time: a few tracks on one axis, findings and marks above them, the present and the
 * pointer through all, and a legend with the values there.
 */
public final class TimelineView extends Region {

  /** On a window of this height the timeline has its plain size. */
  private static final double PLAIN = 250;

  private final Sheet drawn = new Sheet();
  private final Sheet cursor = new Sheet();
  private final Signs signs = new Signs(this::mark, this::paint);
  private final Textures textures = new Textures();
  private final Hand hand = new Hand(this);
  private Palette palette;
  private Recording recording;
  private Recording other;
  private Axis axis = Axis.whole(1);
  private Strips strips = Strips.of(1, 1);
  private double[] scales = {};
  private Gauges gauges = Gauges.NONE;
  private double now;
  private boolean low;
  private boolean jump;
  private DoubleConsumer scrubbed = seconds -> {};

  /**
   * A value of the legend.
   *
   * @param track the name of its track
   * @param line the name of its line
   * @param value what it is there
   * @param text as it is written
   */
  public record Reading(String track, String line, double value, String text) {}

  /** An empty timeline. */
  public TimelineView(Palette palette) {
    this.palette = palette;
    setId("timeline");
    getChildren().addAll(drawn, cursor);
    getChildren().addAll(signs.nodes());
    setMinSize(0, 0);
    setFocusTraversable(false);
    ChangeListener<Number> resized = (height, before, after) -> size();
    sceneProperty()
        .addListener(
            (at, was, is) -> {
              if (was != null) { // the window outlives what is shown in it
                was.heightProperty().removeListener(resized);
              }
              if (is != null) {
                is.heightProperty().addListener(resized);
                size();
              }
            });
  }

  // ---- what it shows

  /** Makes it as high as the window allows; lower where two stages stand above it. */
  public void low(boolean wanted) {
    low = wanted;
    size();
  }

  private void size() {
    if (getScene() != null) {
      double window = Magnified.height(getScene());
      setPrefHeight(low ? Math.max(154, 0.19 * window) : Math.max(206, 0.24 * window));
    }
  }

  /** What is told where to go, seconds from time zero. */
  public void onScrubbed(DoubleConsumer told) {
    scrubbed = told;
  }

  /** Shows the marks of a scenario, and lists them. */
  public MarkList marks(Marks kept) {
    signs.marks(kept);
    return new MarkList(kept, seconds -> scrubbed.accept(seconds), mark -> edit(mark.at()));
  }

  /** Whether it shows what was found: not to somebody who is still to find it. */
  public void tells(boolean wanted) {
    signs.tells(wanted);
  }

  /** Shows where the run has stopped by itself. */
  public void stops(List<Stops.Reached> reached) {
    signs.stops(reached);
  }

  /** Shows a run; null when it is not known yet. */
  public void show(Recording run, double seconds, Palette colours) {
    recording = run;
    palette = colours;
    double end = Math.max(1e-9, seconds);
    if (axis.end() != end) {
      axis = Axis.whole(end);
    }
    layoutStrips();
    signs.findings(run == null ? List.of() : run.results().findings());
  }

  /** Also draws that run, thinly, in the tracks that both have; null: none. */
  public void beside(Recording run) {
    other = run;
  }

  /**
   * Moves the present to where a picture is.
   *
   * @param jumped whether time has jumped there: then it is shown, wherever one looks
   */
  public void present(Gauges shown, boolean jumped) {
    double seconds = shown.picture().time / 1e9;
    jump |= jumped; // it is told of a jump before there is a picture of where that led
    boolean same = now == seconds && gauges.numbers() == shown.numbers();
    gauges = shown;
    if (same) {
      return;
    }
    boolean follows = axis.sees(now) || jump;
    now = seconds;
    jump = false;
    if (follows && !axis.sees(now)) {
      axis(axis.showing(now));
    }
    paintCursor();
  }

  /** Where the cursor is: under the finger, or at the present. */
  public double shown() {
    return Double.isNaN(hand.finger()) ? now : hand.finger();
  }

  /** Where a moment is from the left, pixels. */
  public double x(double seconds) {
    return strips.x(axis.share(seconds)) * zoom();
  }

  /** What the legend says, as it stands. */
  public List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    for (Track track : tracks()) {
      double[] values = values(track);
      for (int i = 0; i < values.length; i++) {
        readings.add(
            new Reading(
                track.name(), track.lines().get(i).name(), values[i], track.text(values[i])));
      }
    }
    return readings;
  }

  /** The next moment worth going to, or the one before; not a number: there is none. */
  public double next(boolean forth) {
    return Moment.next(signs.all(), now, forth);
  }

  /** All moments worth going to, in the order of time. */
  public List<Moment> moments() {
    return signs.all();
  }

  // ---- what part of the run is seen

  /** So many times closer, or farther, around the cursor. */
  public void closer(double times) {
    axis(axis.closer(times, axis.sees(pointed()) ? pointed() : now));
  }

  /** Later by a share of what is seen, or earlier. */
  public void later(double share) {
    axis(axis.later(share));
  }

  /** The whole run. */
  public void whole() {
    axis(Axis.whole(axis.end()));
  }

  void axis(Axis other) {
    axis = other;
    explain(null);
    paint();
  }

  Axis axis() {
    return axis;
  }

  /** Where time stands, for what has the same clock. */
  public TimeScale scale() {
    return new TimeScale(axis, Strips.LEGEND * zoom(), Strips.RIGHT * zoom());
  }

  Strips strips() {
    return strips;
  }

  // ---- marks

  /** Asks for a remark for the present moment, or for another one where it is marked. */
  public void mark() {
    edit(shown());
  }

  /** Asks for a remark for a moment, or for another one where it is marked. */
  void edit(double seconds) {
    signs.ask(seconds);
    requestLayout();
  }

  /** Takes the mark of the present moment away; false when there is none. */
  public boolean unmark() {
    return signs.unmark(now);
  }

  /** Where remarks are written. */
  public MarkField field() {
    return signs.field();
  }

  /** The moment whose sign is at a place; null when there is none. */
  Moment momentAt(double x, double y) {
    return MomentPainter.at(signs.all(), axis, strips, x, y);
  }

  /** Says what there is to say about a moment; null: nothing. */
  void explain(Moment moment) {
    if (signs.explain(moment)) {
      requestLayout();
    }
  }

  // ---- the hand

  /** It is let go at a moment: the run goes there. */
  void go(double seconds) {
    scrubbed.accept(seconds);
  }

  private double pointed() {
    return Double.isNaN(hand.pointer()) ? shown() : hand.pointer();
  }

  // ---- drawing

  private List<Track> tracks() {
    return recording == null ? List.of() : recording.tracks();
  }

  /** How many pixels of the window one of the drawing is wide: more where there is room. */
  double zoom() {
    return low ? Math.max(1, getHeight() / 205) : Math.max(1, getHeight() / PLAIN);
  }

  @Override
  protected void layoutChildren() {
    for (Sheet sheet : List.of(drawn, cursor)) {
      sheet.size(getWidth(), getHeight());
      sheet.zoom(zoom());
    }
    layoutStrips();
    signs.layout(zoom(), getWidth(), this::x);
    paint();
  }

  private void layoutStrips() {
    int[] rows = tracks().stream().mapToInt(TimelineView::rows).toArray();
    strips = Strips.of(getWidth() / zoom(), getHeight() / zoom(), rows);
  }

  /** How many lines the legend of a track has: bands stand in two columns where they are many. */
  private static int rows(Track track) {
    int lines = track.lines().size();
    return track.stacked() ? Math.max(3, (lines + 1) / 2) : lines;
  }

  private void paint() {
    GraphicsContext to = drawn.getGraphicsContext2D();
    new Pen(to).clear(strips.width(), strips.height());
    new AxisPainter(to, palette).paint(axis, strips);
    if (recording == null) {
      new Pen(to)
          .words(
              "running the whole scenario once …",
              Strips.LEGEND,
              strips.height() / 2,
              strips.plot(),
              Fonts.regular(11),
              Pen.colour(palette.muted()));
    }
    Charts charts = new Charts(new ChartPainter(to, palette, textures), axis, strips);
    scales = charts.paint(to, tracks(), other == null ? List.of() : other.tracks());
    new MomentPainter(to, palette).paint(signs.all(), axis, strips);
    paintCursor();
  }

  /** What the legend says of a track: at the pointer, or at the present by the gauges. */
  private double[] values(Track track) {
    double at = pointed();
    return at == now ? track.source().now(now, gauges) : track.source().at(at);
  }

  void paintCursor() {
    Pen pen = new Pen(cursor.getGraphicsContext2D());
    pen.clear(strips.width(), strips.height());
    CursorPainter painter =
        new CursorPainter(cursor.getGraphicsContext2D(), palette, textures, strips, axis);
    painter.moment(pointed(), pointed() == now, other == null ? "" : "of A; B is thin");
    if (!Double.isNaN(hand.pointer())) {
      painter.pointer(hand.pointer());
    }
    painter.present(shown());
    for (int i = 0; i < scales.length; i++) {
      Track track = tracks().get(i);
      Area area = strips.chart(i);
      painter.dots(
          track, track.source().now(now, gauges), scales[i], area, strips.lines(track, i), now);
      painter.legend(track, values(track), area, strips.rows().get(i));
    }
  }

  /** Lets go of the memory that pictures take. */
  public void release() {
    drawn.size(0, 0);
    cursor.size(0, 0);
    getChildren().clear();
  }
}
