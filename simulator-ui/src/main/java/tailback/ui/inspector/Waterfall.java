package tailback.ui.inspector;

import java.util.List;
import java.util.Locale;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import tailback.journal.State;
import tailback.journal.Trail;
import tailback.ui.stage.Area;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** Where the time of one request went: a bar for each wait and service, in order. */
public final class Waterfall extends Region {

  private static final double ROW = 18;
  private static final int MOST = 24;

  private final Canvas canvas = new Canvas();
  private Palette palette;
  private List<Trail.Stay> stays = List.of();
  private List<String> places = List.of();
  private List<State> states = List.of();
  private long least;

  /** An empty one. */
  public Waterfall(Palette palette) {
    this.palette = palette;
    getChildren().add(canvas);
    setId("waterfall");
  }

  /**
   * Shows a request.
   *
   * @param trail its stays, in order
   * @param names of places, by number
   * @param does what it does in them, by number
   */
  public void show(List<Trail.Stay> trail, List<String> names, List<State> does, Palette colours) {
    stays = trail.size() > MOST ? trail.subList(trail.size() - MOST, trail.size()) : trail;
    places = names;
    states = does;
    palette = colours;
    setMinHeight(ROW * stays.size() + 4);
    setPrefHeight(ROW * stays.size() + 4);
    requestLayout();
    paint();
  }

  /** Draws at a scale on which so many nanoseconds have room: that of a longer one beside it. */
  public void roomFor(long nanos) {
    least = nanos;
  }

  /** The names of the places, top to bottom. */
  public List<String> rows() {
    return stays.stream().map(stay -> places.get(stay.place())).toList();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    paint();
  }

  private void paint() {
    Pen pen = new Pen(canvas.getGraphicsContext2D());
    pen.clear(canvas.getWidth(), canvas.getHeight());
    if (stays.isEmpty() || canvas.getWidth() < 60) {
      return;
    }
    double names = canvas.getWidth() * 0.46;
    double plot = canvas.getWidth() - names - 52;
    long from = stays.get(0).from();
    double span = Math.max(Math.max(1, least), stays.get(stays.size() - 1).to() - from);
    for (int i = 0; i < stays.size(); i++) {
      Trail.Stay stay = stays.get(i);
      double y = i * ROW;
      pen.words(
          places.get(stay.place()),
          0,
          y + 13,
          names - 6,
          Fonts.regular(11),
          Pen.colour(palette.muted()));
      pen.line(
          new double[] {names, names + plot},
          new double[] {Math.round(y + 9) + 0.5, Math.round(y + 9) + 0.5},
          1,
          Pen.colour(palette.line()));
      double x = names + (stay.from() - from) / span * plot;
      double wide = Math.max(2, (stay.to() - stay.from()) / span * plot);
      pen.box(
          new Area(Math.min(x, names + plot - 2), y + 4, wide, 10),
          3,
          Pen.colour(palette.of(states.get(stay.place()))),
          null);
      pen.wordsTo(
          millis(stay.to() - stay.from()),
          canvas.getWidth(),
          y + 13,
          50,
          Fonts.regular(10.5),
          Pen.colour(palette.text()));
    }
  }

  /** A duration as it is read. */
  public static String millis(long nanos) {
    double millis = nanos / 1e6;
    return millis >= 10_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000)
        : String.format(
            Locale.ROOT, millis < 1 ? "%.2f ms" : millis < 100 ? "%.1f ms" : "%.0f ms", millis);
  }
}
