package tailback.ui.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.canvas.GraphicsContext;
import tailback.journal.Scene;
import tailback.journal.State;
import tailback.ui.room.Inside.Sitting;
import tailback.ui.stage.Area;
import tailback.ui.stage.Glyphs;
import tailback.ui.stage.Pen;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;
import tailback.ui.transport.Stops;

/** Draws who is in a worker: in its threads, or in its room, and who holds the baton. */
final class Furniture {

  /** As wide and high as a thread is drawn. */
  static final double THREAD = 150;

  static final double THREAD_HEIGHT = 62;

  /** A thread of this height has room for three lines. */
  private static final double TALL = 44;

  private final GraphicsContext to;
  private final Pen pen;
  private final Palette palette;
  private final String baton;
  private final int threads;
  private final Inside inside;

  /**
   * A painter of a worker.
   *
   * @param baton what the right to run is called there; empty where nobody shares it
   * @param threads how many it has; 0: it has a room
   */
  Furniture(GraphicsContext to, Palette palette, String baton, int threads, Inside inside) {
    this.to = to;
    pen = new Pen(to);
    this.palette = palette;
    this.baton = baton;
    this.threads = threads;
    this.inside = inside;
  }

  /** Draws. */
  void paint(Area area) {
    baton(area.trim(0, area.height() - 34));
    if (threads == 0) {
      greenlets(area.trim(34, 0));
    } else {
      threads(area.trim(34, 0));
    }
  }

  /** How many rows threads take in so much width. */
  static int rows(double width, int threads) {
    int columns = Math.max(1, (int) (width / THREAD));
    return (Math.max(1, threads) + columns - 1) / columns;
  }

  /** The one right to run, and who has it. */
  private void baton(Area area) {
    String name = baton.isEmpty() ? "worker" : baton;
    long holder = inside.holder();
    boolean blocked = inside.blocked();
    boolean held = holder != Scene.NOBODY;
    int colour = !held ? palette.line() : palette.of(blocked ? State.BLOCKED : State.COMPUTES);
    pen.box(new Area(area.x(), area.y(), 46, 14), 14, Pen.colour(colour), null);
    String who =
        !held
            ? name + " is free"
            : name
                + (holder < 0
                    ? " held by the acceptor"
                    : " held by request #" + Stops.number(holder))
                + " for "
                + millis(inside.time() - inside.holderSince())
                + (blocked ? ", in a C call: nobody else in this process runs" : "");
    pen.words(
        who,
        area.x() + 56,
        area.y() + 12,
        area.width() - 56,
        Fonts.bold(13),
        Pen.colour(blocked ? palette.of(State.BLOCKED) : palette.text()));
  }

  private void threads(Area area) {
    int columns = Math.max(1, (int) (area.width() / THREAD));
    double wide = area.width() / columns;
    double high = Math.min(THREAD_HEIGHT, area.height() / rows(area.width(), threads));
    for (int i = 0; i < threads; i++) {
      double x = area.x() + i % columns * wide;
      double y = area.y() + i / columns * high;
      pen.box(
          new Area(x, y, wide - 8, high - 8),
          10,
          Pen.colour(palette.box()),
          Pen.colour(palette.line()));
      pen.words(
          "thread " + (i + 1),
          x + 38,
          high > TALL ? y + high / 2 - 13 : y + high / 2,
          wide - 50,
          Fonts.regular(10),
          Pen.colour(palette.muted()));
      for (Sitting each : inside.sitting()) {
        if (each.seat() == i) {
          sitter(each, x, y, wide, high);
        }
      }
    }
    int waiting = 0;
    for (Sitting each : inside.sitting()) {
      waiting += each.seat() < 0 ? 1 : 0;
    }
    if (waiting > 0) {
      pen.wordsTo(
          waiting + " waiting inside for a thread",
          area.right(),
          area.y() - 24,
          300,
          Fonts.regular(12),
          Pen.colour(palette.muted()));
    }
  }

  private void sitter(Sitting each, double x, double y, double wide, double high) {
    boolean has = each.request() == inside.holder();
    if (has) {
      pen.box(
          new Area(x, y, wide - 8, high - 8),
          10,
          null,
          Pen.colour(palette.of(inside.blocked() ? State.BLOCKED : State.COMPUTES)));
    }
    Glyphs.draw(to, each.state(), x + 20, y + high / 2 - 4, 20, palette.of(each.state()));
    if (high > TALL) {
      pen.words(
          each.place(),
          x + 38,
          y + high / 2 + 1,
          wide - 50,
          Fonts.regular(11),
          Pen.colour(palette.text()));
      pen.words(
          millis(inside.time() - each.since()) + "  ·  #" + Stops.number(each.request()),
          x + 38,
          y + high / 2 + 14,
          wide - 50,
          Fonts.regular(10),
          Pen.colour(palette.muted()));
    }
  }

  /** Greenlets or coroutines: the ready ones on the left, those that wait for something right. */
  private void greenlets(Area area) {
    double half = area.width() / 2;
    List<Sitting> ready = new ArrayList<>();
    List<Sitting> waiting = new ArrayList<>();
    for (Sitting each : inside.sitting()) {
      if (each.request() != inside.holder()) {
        (each.state() == State.WAITS ? ready : waiting).add(each);
      }
    }
    pool("ready to run", ready, new Area(area.x(), area.y(), half - 10, area.height()));
    pool(
        "waiting for something",
        waiting,
        new Area(area.x() + half + 10, area.y(), half - 10, area.height()));
  }

  private void pool(String name, List<Sitting> who, Area area) {
    pen.box(
        area,
        10,
        Pen.colour(palette.box()),
        Pen.colour(inside.blocked() ? palette.of(State.BLOCKED) : palette.line()));
    pen.words(
        name + "  " + who.size(),
        area.x() + 12,
        area.y() + 20,
        area.width() - 24,
        Fonts.bold(12),
        Pen.colour(palette.muted()));
    double size = 20;
    while (size > 6
        && (int) ((area.width() - 24) / size) * (int) ((area.height() - 40) / size) < who.size()) {
      size -= 2;
    }
    int columns = Math.max(1, (int) ((area.width() - 24) / size));
    for (int i = 0; i < who.size(); i++) {
      double y = area.y() + 34 + (i / columns + 0.5) * size;
      if (y + size / 2 > area.bottom()) {
        break;
      }
      Glyphs.draw(
          to,
          who.get(i).state(),
          area.x() + 12 + (i % columns + 0.5) * size,
          y,
          (int) (size * 0.8),
          palette.of(who.get(i).state()));
    }
  }

  static String millis(long nanos) {
    double millis = nanos / 1e6;
    return millis >= 1000
        ? String.format(Locale.ROOT, "%.2f s", millis / 1000)
        : String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }
}
