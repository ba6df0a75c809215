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
   */
  void paint(Plan plan, Picture picture, Set<String> lit, String selected, List<String> tally) {
    pen.clear(plan.width(), plan.height());
    int[] standing = standing(plan, picture);
    int worker = 0;
    for (Box box : plan.boxes()) {
      foot(plan, box, picture, standing);
      inside(plan, box);
      for (Box.Worker each : box.workers()) {
        worker(plan, each, worker++, picture, standing);
      }
    }
    for (Region region : plan.regions()) {
      if (region.thing().equals("lock")) {
        pen.words(
            (region.area().width() < 130 ? "row locks  " : "waiting for row locks  ")
                + standing[region.id()],
            region.area().x(),
            region.area().y() - 7,
            region.area().width(),
            Fonts.regular(10.5),
            Pen.colour(palette.muted()));
      }
      if (region.waffle().per() > 1
          && standing[region.id()] > 0
          && !region.thing().equals("inside")) {
        pen.wordsTo(
            "□ = " + region.waffle().per(),
            region.area().right(),
            plan.compact() ? region.area().bottom() + 7 : region.area().y() - 4,
            50,
            Fonts.regular(plan.compact() ? 8.5 : 9.5),
            Pen.colour(palette.muted()));
      }
    }
    for (Box box : plan.boxes()) {
      if (box.family() == Box.Family.CLIENTS) {
        clients(box, plan.compact(), picture.count, tally);
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

  /** What a cell stands for in the private queues of workers. */
  private void inside(Plan plan, Box box) {
    for (Region region : plan.regions()) {
      if (!box.workers().isEmpty()
          && region.thing().equals("inside")
          && region.part().equals(box.part())
          && region.waffle().per() > 1) {
        pen.wordsTo(
            "waiting inside: □ = " + region.waffle().per(),
            box.area().right() - 10,
            box.area().y() + 19,
            box.area().width() * 0.6,
            Fonts.regular(10.5),
            Pen.colour(palette.muted()));
        return;
      }
    }
  }

  private static int[] standing(Plan plan, Picture picture) {
    int[] standing = new int[plan.regions().size()];
    for (int i = 0; i < picture.count; i++) {
      standing[picture.region[i]]++;
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
    if (plan.compact()) {
      pen.wordsTo(number, area.right() - 9, area.y() + 19, 60, Fonts.bold(11.5), text(count));
      return;
    }
    double x = area.x() + 10;
    pen.words(number, x, area.bottom() - 9, area.width(), Fonts.bold(13), text(count));
    double after = Fonts.width(number, Fonts.bold(13)) + 5;
    double left = area.width() - 14 - after;
    boolean fits = Fonts.width(foot.words(), Fonts.regular(11)) <= left;
    String words = fits ? foot.words() : foot.shorter();
    pen.words(
        words, x + after, area.bottom() - 9, left, Fonts.regular(11), Pen.colour(palette.muted()));
    long refused =
        resource != null && resource < picture.rejected.length ? picture.rejected[resource] : 0;
    if (refused > 0) {
      String text = String.format(Locale.ROOT, "%,d refused", refused);
      double used = after + Fonts.width(words, Fonts.regular(11)) + 8;
      if (Fonts.width(text, Fonts.bold(11)) > area.width() - 16 - used) {
        text = String.format(Locale.ROOT, "✗ %,d", refused);
      }
      pen.wordsTo(
          text,
          area.right() - 10,
          area.bottom() - 9,
          area.width() - 16 - used,
          Fonts.bold(11),
          Pen.colour(palette.of(State.FAILED)));
    }
  }

  private Color text(int count) {
    return Pen.colour(count == 0 ? palette.muted() : palette.text());
  }

  private void worker(Plan plan, Box.Worker worker, int number, Picture picture, int[] standing) {
    Area area = worker.area();
    boolean up = number >= picture.workers || picture.up[number];
    long stopped = number < picture.workers ? picture.stoppedSince[number] : -1;
    Region seats = plan.regions().get(worker.seats());
    double y = area.y() + 14;
    double size = area.height() < 46 ? 9 : 10.5;
    if (!up) {
      pen.box(area, 8, Pen.colour(palette.ground(), 0.55), null);
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
      hub(worker, chair, seats, stopped, picture, standing);
    } else if (!worker.baton().isEmpty() && area.width() > 64) {
      baton(worker, area, y, size, picture);
    }
  }

  /** Who holds the GIL: a short bar, bright while somebody has it. */
  private void baton(Box.Worker worker, Area area, double y, double size, Picture picture) {
    boolean held = false;
    for (int i = 0; i < picture.count; i++) {
      held |= picture.region[i] == worker.seats() && (picture.flags[i] & Picture.BATON) != 0;
    }
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
      Box.Worker worker, Region chair, Region room, long stopped, Picture picture, int[] standing) {
    Area area = worker.area();
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
            : standing[chair.id()] > 0 ? worker.baton() + " held" : worker.baton() + " free";
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
