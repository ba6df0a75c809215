package tailback.ui.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javafx.scene.paint.Color;
import tailback.journal.State;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** Writes what changes: how many wait, who holds the baton, what a cell stands for. */
final class FigurePainter {

  private final Palette palette;
  private final Pen pen;
  private final Map<String, Integer> resources;

  /**
   * A painter of figures.
   *
   * @param resources their numbers in a picture, by name
   */
  FigurePainter(Palette palette, Pen pen, Map<String, Integer> resources) {
    this.palette = palette;
    this.pen = pen;
    this.resources = resources;
  }

  /**
   * Writes.
   *
   * @param lit the parts that are lit; null: all
   * @param selected the part that is outlined; null: none
   * @param tally what became of requests so far, a line each
   * @param forNobody by region, how many more stand there whose client has gone
   */
  void paint(
      Plan plan,
      Picture picture,
      Set<String> lit,
      String selected,
      List<String> tally,
      int[] forNobody) {
    pen.clear(plan.width(), plan.height());
    int[] standing = standing(picture, forNobody);
    int worker = 0;
    for (Box box : plan.boxes()) {
      foot(plan, box, picture, standing);
      for (Box.Worker each : box.workers()) {
        worker(plan, each, worker++, picture, standing);
      }
    }
    new RegionPainter(palette, pen).paint(plan, picture, standing);
    for (Box box : plan.boxes()) {
      if (box.family() == Box.Family.CLIENTS) {
        clients(box, plan.compact(), picture.inFlight, tally);
      }
    }
    light(plan, lit, selected);
  }

  /** Covers what is not lit, and outlines what is selected. */
  private void light(Plan plan, Set<String> lit, String selected) {
    for (Box box : plan.boxes()) {
      if (lit != null && !lit.contains(box.part())) {
        pen.box(box.area(), 12, Pen.colour(palette.ground(), 0.86), null);
      }
      if (box.part().equals(selected) && !box.part().isEmpty()) {
        pen.box(box.area(), 12, null, Pen.colour(palette.accent()));
        pen.box(box.area().inset(1), 11, null, Pen.colour(palette.accent()));
      }
    }
  }

  private void clients(Box clients, boolean compact, int inFlight, List<String> ended) {
    if (compact) {
      Area area = clients.area();
      pen.words(
          "in flight",
          area.x() + 10,
          area.y() + 38,
          area.width() - 14,
          Fonts.regular(10.5),
          Pen.colour(palette.muted()));
      pen.words(
          String.format(Locale.ROOT, "%,d", inFlight),
          area.x() + 10,
          area.y() + 52,
          area.width() - 14,
          Fonts.bold(12),
          Pen.colour(palette.text()));
      return;
    }
    double y = clients.area().y() + 56;
    List<String> lines = new ArrayList<>(ended);
    lines.add(0, String.format(Locale.ROOT, "in flight\t%,d", inFlight));
    for (String line : lines) {
      String[] cells = line.split("\t");
      boolean failed = cells.length > 2;
      pen.words(
          cells[0],
          clients.area().x() + 10,
          y,
          clients.area().width() - 14,
          Fonts.regular(10.5),
          Pen.colour(palette.muted()));
      pen.words(
          cells[1],
          clients.area().x() + 10,
          y + 14,
          clients.area().width() - 14,
          Fonts.bold(12),
          Pen.colour(failed ? palette.of(State.FAILED) : palette.text()));
      y += 36;
    }
  }

  private static int[] standing(Picture picture, int[] forNobody) {
    int[] standing = forNobody.clone();
    for (int i = 0; i < picture.count; i++) {
      standing[picture.region[i]]++;
    }
    for (int i = 0; i < picture.gone; i++) {
      standing[picture.goneRegion[i]]++;
    }
    return standing;
  }

  private void foot(Plan plan, Box box, Picture picture, int[] standing) {
    Box.Foot foot = box.foot();
    if (foot.words().isEmpty()) {
      return;
    }
    int count = 0;
    Integer resource = resources.get(foot.resource());
    if (resource != null && resource < picture.busy.length) {
      count = foot.waiting() ? picture.waiting[resource] : picture.busy[resource];
    } else {
      for (Region region : plan.regions()) {
        count += region.part().equals(box.part()) ? standing[region.id()] : 0;
      }
    }
    Area area = box.area();
    String number = String.format(Locale.ROOT, "%,d", count);
    if (box.isLow(plan.compact())) {
      pen.wordsTo(number, area.right() - 9, area.y() + 19, 60, Fonts.bold(11.5), text(count));
      return;
    }
    double x = area.x() + 10;
    pen.words(number, x, area.bottom() - 9, area.width(), Fonts.bold(13), text(count));
    double after = Fonts.width(number, Fonts.bold(13)) + 5;
    long refused =
        resource != null && resource < picture.rejected.length ? picture.rejected[resource] : 0;
    double left = area.width() - 16 - after;
    String told = refused == 0 ? "" : refusals(refused, left, foot);
    double room = left - (told.isEmpty() ? 0 : Fonts.width(told, Fonts.bold(11)) + 8);
    String words =
        Fonts.width(foot.words(), Fonts.regular(11)) <= room
            ? foot.words()
            : Fonts.width(foot.shorter(), Fonts.regular(11)) <= room ? foot.shorter() : "";
    pen.words(
        words, x + after, area.bottom() - 9, room, Fonts.regular(11), Pen.colour(palette.muted()));
    pen.wordsTo(
        told,
        area.right() - 10,
        area.bottom() - 9,
        left,
        Fonts.bold(11),
        Pen.colour(palette.of(State.FAILED)));
  }

  /** How many were sent away, in as many words as there is room for. */
  private static String refusals(long refused, double room, Box.Foot foot) {
    String whole = String.format(Locale.ROOT, "%,d refused", refused);
    double beside = Fonts.width(foot.words(), Fonts.regular(11)) + 8;
    boolean fits = Fonts.width(whole, Fonts.bold(11)) <= room - beside;
    return fits ? whole : String.format(Locale.ROOT, "✗ %,d", refused);
  }

  private Color text(int count) {
    return Pen.colour(count == 0 ? palette.muted() : palette.text());
  }

  private void worker(Plan plan, Box.Worker worker, int number, Picture picture, int[] standing) {
    Area area = worker.area();
    boolean up = number >= picture.workers || picture.up[number];
    Region seats = plan.regions().get(worker.seats());
    double y = area.y() + 14;
    double size = area.height() < 46 ? 9 : 10.5;
    if (!up) {
      pen.box(area, 8, Pen.colour(palette.seat(), 0.85), null);
    }
    if (area.height() < 46) {
      return;
    }
    pen.words(
        "w" + (worker.number() + 1),
        area.x() + 7,
        y,
        area.width() * 0.4,
        Fonts.bold(size),
        Pen.colour(up ? palette.muted() : palette.of(State.FAILED)));
    if (!up) {
      pen.centred(
          "not up",
          area.middleX(),
          area.middleY() + 4,
          area.width() - 8,
          Fonts.bold(11),
          Pen.colour(palette.of(State.FAILED)));
    }
    if (worker.holder() >= 0) {
      Region chair = plan.regions().get(worker.holder());
      hub(worker, number, chair, seats, picture, standing);
    } else if (!worker.baton().isEmpty() && area.width() > 70) {
      baton(worker, number, area, y, size, picture);
    }
  }

  /** Who holds the GIL: a short bar, bright while somebody has it. */
  private void baton(
      Box.Worker worker, int number, Area area, double y, double size, Picture picture) {
    boolean held = number < picture.workers && picture.held[number];
    Color colour = held ? Pen.colour(palette.of(State.COMPUTES)) : Pen.colour(palette.line());
    pen.box(new Area(area.right() - 21, y - 6, 14, 5), 5, colour, null);
    pen.wordsTo(
        worker.baton(),
        area.right() - 25,
        y,
        40,
        Fonts.regular(size - 1),
        Pen.colour(palette.muted()));
  }

  private void hub(
      Box.Worker worker, int number, Region chair, Region room, Picture picture, int[] standing) {
    Area area = worker.area();
    long stopped = number < picture.workers ? picture.stoppedSince[number] : -1;
    boolean held = number < picture.workers && picture.held[number];
    boolean small = area.height() < 80;
    if (stopped >= 0) {
      int frost = palette.of(State.BLOCKED);
      pen.box(area, 8, Pen.colour(frost, palette.dark() ? 0.07 : 0.10), Pen.colour(frost, 0.9));
    }
    if (small) {
      return;
    }
    double right = chair.area().x() - 8;
    String who =
        stopped >= 0
            ? worker.baton() + " stopped " + seconds(picture.time - stopped)
            : held ? worker.baton() + " held" : worker.baton() + " free";
    double free = right - area.x() - 34;
    if (Fonts.width(who, Fonts.bold(11)) > free) {
      who = stopped >= 0 ? seconds(picture.time - stopped) : "";
    }
    pen.wordsTo(
        who,
        right,
        area.y() + 14,
        right - area.x() - 34,
        stopped >= 0 ? Fonts.bold(11) : Fonts.regular(10.5),
        Pen.colour(stopped >= 0 ? palette.of(State.BLOCKED) : palette.muted()));
    if (area.height() > 120) {
      int ready = 0;
      for (int i = 0; i < picture.count; i++) {
        ready +=
            picture.region[i] == room.id() && picture.state[i] == State.WAITS.ordinal() ? 1 : 0;
      }
      String inside = standing[room.id()] + " inside · " + ready + " ready to run";
      if (Fonts.width(inside, Fonts.regular(10.5)) > right - area.x() - 12) {
        inside = standing[room.id()] + " inside";
      }
      pen.wordsTo(
          inside,
          right,
          area.y() + 29,
          right - area.x() - 12,
          Fonts.regular(10.5),
          Pen.colour(palette.muted()));
    }
  }

  static String seconds(long nanos) {
    return nanos < 1_000_000_000L
        ? String.format(Locale.ROOT, "%d ms", nanos / 1_000_000)
        : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }
}
