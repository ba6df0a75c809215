package tailback.ui.room;

import javafx.scene.paint.Color;
import tailback.journal.State;
import tailback.ui.stage.Area;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** Draws what a worker did lately, as a trace viewer does: a track for its baton, one a thread. */
final class History {

  private static final int MOST_TRACKS = 40;

  private final Samples samples;
  private final String baton;
  private final Palette palette;
  private final State[] states = State.values();

  /**
   * A painter of these samples.
   *
   * @param baton what the right to run is called there; empty where nobody shares it
   */
  History(Samples samples, String baton, Palette palette) {
    this.samples = samples;
    this.baton = baton;
    this.palette = palette;
  }

  void paint(Pen pen, Area area, boolean room) {
    if (samples.count() < 2) {
      return;
    }
    double names = 76;
    double plot = area.width() - names;
    int tracks = room ? 1 : Math.min(MOST_TRACKS, samples.threads()) + 1;
    double rowsHigh = area.height() - 18;
    double high = room ? 18 : Math.max(4, Math.min(20, rowsHigh / tracks));
    track(pen, baton.isEmpty() ? "busy" : baton, -1, area, 0, high, plot);
    if (room) {
      crowd(pen, new Area(area.x() + names, area.y() + 26, plot, rowsHigh - 30));
    } else {
      for (int i = 0; i < Math.min(MOST_TRACKS, samples.threads()); i++) {
        track(pen, high >= 10 ? "thread " + (i + 1) : "", i, area, i + 1, high, plot);
      }
    }
    long span = samples.time(samples.count() - 1) - samples.time(0);
    pen.words(
        "the last " + Furniture.millis(span),
        area.x() + names,
        area.bottom() + 2,
        200,
        Fonts.regular(10.5),
        Pen.colour(palette.muted()));
    pen.wordsTo(
        "now",
        area.right(),
        area.bottom() + 2,
        60,
        Fonts.regular(10.5),
        Pen.colour(palette.muted()));
  }

  private void track(
      Pen pen, String name, int thread, Area area, int row, double high, double plot) {
    double y = area.y() + row * high;
    double names = area.width() - plot;
    pen.words(
        name,
        area.x(),
        y + high / 2 + 4,
        names - 8,
        Fonts.regular(Math.min(11, high)),
        Pen.colour(palette.muted()));
    pen.box(
        new Area(area.x() + names, y + 1, plot, Math.max(2, high - 3)),
        0,
        Pen.colour(palette.box()),
        null);
    double from = samples.time(0);
    double span = Math.max(1, samples.time(samples.count() - 1) - from);
    int begin = 0;
    for (int i = 1; i <= samples.count(); i++) {
      int was = state(thread, begin);
      if (i == samples.count() || state(thread, i) != was) {
        if (was >= 0) {
          double x = area.x() + names + (samples.time(begin) - from) / span * plot;
          double to =
              area.x()
                  + names
                  + (samples.time(Math.min(i, samples.count() - 1)) - from) / span * plot;
          Color colour = Pen.colour(palette.of(states[was]));
          pen.box(new Area(x, y + 1, Math.max(1, to - x), Math.max(2, high - 3)), 0, colour, null);
        }
        begin = i;
      }
    }
  }

  private int state(int thread, int sample) {
    return thread < 0 ? samples.baton(sample) : samples.thread(thread, sample);
  }

  /** How many are ready and how many wait, over time: one upon the other. */
  private void crowd(Pen pen, Area area) {
    int most = samples.most();
    int n = samples.count();
    State[] order = {State.ON_IO, State.WAITS_FOR_POOL, State.BLOCKED, State.COMPUTES, State.WAITS};
    double[] below = new double[n];
    double from = samples.time(0);
    double span = Math.max(1, samples.time(n - 1) - from);
    for (State state : order) {
      double[] xs = new double[2 * n];
      double[] ys = new double[2 * n];
      for (int i = 0; i < n; i++) {
        double x = area.x() + (samples.time(i) - from) / span * area.width();
        xs[i] = x;
        xs[2 * n - 1 - i] = x;
        ys[2 * n - 1 - i] = area.bottom() - below[i] / most * area.height();
        below[i] += samples.in(state, i);
        ys[i] = area.bottom() - below[i] / most * area.height();
      }
      pen.shape(xs, ys, Pen.colour(palette.of(state), state == State.WAITS ? 0.75 : 0.9));
    }
    pen.words(
        most + " inside",
        area.x() - 76,
        area.y() + 10,
        70,
        Fonts.regular(10.5),
        Pen.colour(palette.muted()));
  }
}
