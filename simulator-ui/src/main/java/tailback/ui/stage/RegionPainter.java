package tailback.ui.stage;

import java.util.Locale;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** Writes what regions are, where that is not clear by their place, and what a cell stands for. */
final class RegionPainter {

  private static final double SMALL = 9.5;

  private final Palette palette;
  private final Pen pen;

  RegionPainter(Palette palette, Pen pen) {
    this.palette = palette;
    this.pen = pen;
  }

  /**
   * Writes.
   *
   * @param standing how many stand in each region
   */
  void paint(Plan plan, Picture picture, int[] standing) {
    for (Region region : plan.regions()) {
      int here = standing[region.id()];
      switch (region.thing()) {
        case "network" -> clients(region, "on the network", here, plan.compact());
        case "retry.backoff" -> clients(region, "will try again", here, plan.compact());
        case "lock" -> locks(plan, region, picture, here);
        case "row" -> {
          Region owner = plan.regions().get(region.id() - 1);
          Area box = plan.box(region.part()).area();
          beside(owner, box, picture.rowName[region.id()], picture.rowWaiting[region.id()]);
        }
        case "inside" -> left(region, here);
        default -> {}
      }
      Box box = plan.box(region.part());
      boolean low = plan.compact() || box != null && Box.isLow(box.area());
      boolean saidElsewhere = region.thing().equals("inside") || region.part().isEmpty();
      if (region.waffle().per() > 1 && here > 0 && !saidElsewhere) {
        pen.wordsTo(
            "□ = " + region.waffle().per(),
            region.area().right(),
            low ? region.area().bottom() + 5 : region.area().y() - 4,
            50,
            Fonts.regular(low ? 8 : SMALL),
            Pen.colour(palette.muted()));
      }
    }
    plan.boxes().forEach(box -> inside(plan, box));
  }

  /** What somebody does in front of the stack, and how many do. */
  private void clients(Region region, String what, int here, boolean compact) {
    if (here == 0 || compact) {
      return;
    }
    int per = region.waffle().per();
    String count = String.format(Locale.ROOT, "%,d", here) + (per > 1 ? "  □ = " + per : "");
    above(region, 14, what);
    above(region, 3, count);
  }

  private void above(Region region, double by, String text) {
    pen.words(
        text,
        region.area().x(),
        region.area().y() - by,
        Math.max(region.area().width() + 14, 90),
        Fonts.regular(SMALL),
        Pen.colour(palette.muted()));
  }

  /** Which row is waited for in a lane, and by how many: before who has it. */
  private void beside(Region owner, Area box, String name, int waiting) {
    if (name == null) {
      return;
    }
    String text = name + "  " + waiting;
    if (owner.area().x() - box.x() < 30) {
      above(owner, 3, text);
      return;
    }
    double room = owner.area().x() - box.x() - 8;
    double y = owner.area().middleY() + 3;
    pen.wordsTo(text, owner.area().x() - 4, y, room, Fonts.regular(9), Pen.colour(palette.muted()));
  }

  private void locks(Plan plan, Region region, Picture picture, int here) {
    int waiting = here;
    double top = region.area().y() - 5;
    for (Region lane : plan.regions()) {
      if (lane.thing().equals("row") && lane.part().equals(region.part())) {
        waiting += picture.rowWaiting[lane.id()];
        top = Math.min(top, lane.area().y() - 5);
      }
    }
    int held = picture.rowsHeld[region.id()];
    String text =
        String.format(Locale.ROOT, "row locks: %,d held, %,d wait for one", held, waiting);
    if (Fonts.width(text, Fonts.regular(10.5)) > plan.box(region.part()).area().width() - 18) {
      text = String.format(Locale.ROOT, "row locks %,d · %,d wait", held, waiting);
    }
    pen.words(
        text,
        plan.region(region.part(), "connections").area().x(),
        top,
        plan.box(region.part()).area().width() - 18,
        Fonts.regular(10.5),
        Pen.colour(palette.muted()));
    if (here > 0 && top < region.area().y() - 12) {
      pen.wordsTo(
          "others  " + here,
          region.area().x() - 4,
          region.area().y() + 10,
          60,
          Fonts.regular(SMALL),
          Pen.colour(palette.muted()));
    }
  }

  /** How many more wait inside a worker than there are cells for. */
  private void left(Region region, int here) {
    int more = here - region.waffle().room();
    if (more > 0) {
      pen.wordsTo(
          "+" + more,
          region.area().right() - 2,
          region.area().bottom() - 2,
          60,
          Fonts.bold(SMALL),
          Pen.colour(palette.text()));
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
}
