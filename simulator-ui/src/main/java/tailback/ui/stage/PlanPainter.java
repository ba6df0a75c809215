package tailback.ui.stage;

import javafx.scene.paint.Color;
import tailback.ui.stage.Box.Family;
import tailback.ui.theme.Fonts;
import tailback.ui.theme.Palette;

/** Draws what does not move: boxes, pipes, seats and their names. */
final class PlanPainter {

  /** A title is written no smaller than so, pixels. */
  private static final double SMALLEST = 10;

  private final Palette palette;
  private final Pen pen;

  PlanPainter(Palette palette, Pen pen) {
    this.palette = palette;
    this.pen = pen;
  }

  void paint(Plan plan) {
    pen.box(new Area(0, 0, plan.width(), plan.height()), 0, Pen.colour(palette.ground()), null);
    plan.pipes().forEach(this::pipe);
    plan.boxes().forEach(box -> box(box, box.isLow(plan.compact())));
    for (Region region : plan.regions()) {
      if (region.thing().equals("owner") || region.thing().equals("row")) {
        continue; // drawn while a row is waited for
      } else if (region.kind() == Region.Kind.SEATS) {
        seats(region);
      } else if (region.kind() == Region.Kind.QUEUE
          && (region.worker() < 0 || region.thing().equals("inside"))) {
        belt(plan, region);
      }
    }
    for (Box box : plan.boxes()) {
      for (Box.Worker worker : box.workers()) {
        if (worker.holder() >= 0) {
          chair(plan.regions().get(worker.holder()));
        }
      }
    }
  }

  private void box(Box box, boolean compact) {
    Area area = box.area();
    Color line = Pen.colour(palette.line());
    if (box.family() != Family.CLIENTS) {
      pen.box(area, 12, Pen.colour(palette.box()), line);
    }
    double x = area.x() + 10;
    double wide = area.width() - 16;
    double room = compact ? wide - 30 : wide;
    double size = 13;
    while (size > SMALLEST && Fonts.width(box.title(), Fonts.bold(size)) > room) {
      size -= 1;
    }
    pen.words(box.title(), x, area.y() + 19, room, Fonts.bold(size), Pen.colour(palette.text()));
    for (String subtitle : box.subtitles()) {
      if (!compact && Fonts.width(subtitle, Fonts.regular(10.5)) <= wide) {
        pen.words(
            subtitle, x, area.y() + 34, wide, Fonts.regular(10.5), Pen.colour(palette.muted()));
        break;
      }
    }
    for (Box.Label label : box.labels()) {
      pen.centred(
          label.text(),
          label.area().middleX(),
          label.area().bottom() - 3,
          label.area().width(),
          Fonts.regular(10.5),
          Pen.colour(palette.muted()));
    }
    for (Box.Worker worker : box.workers()) {
      pen.box(worker.area(), 8, Pen.colour(palette.seat()), Pen.colour(palette.line()));
    }
  }

  /** The ground that a queue stands on. */
  private void belt(Plan plan, Region region) {
    Area area = region.area();
    for (Region lane : plan.regions()) {
      boolean same = lane.part().equals(region.part()) && region.thing().equals("lock");
      if (same && (lane.thing().equals("owner") || lane.thing().equals("row"))) {
        area = area.with(lane.area()); // the lanes of rows lie on one ground
      }
    }
    if (area.width() < 4
        || area.height() < 4
        || region.part().isEmpty()
        || region.thing().equals("arriving")) {
      return;
    }
    boolean inside = region.worker() >= 0;
    pen.box(
        inside ? area : new Area(area.x() - 3, area.y() - 3, area.width() + 6, area.height() + 6),
        8,
        Pen.colour(inside ? palette.box() : palette.seat(), 0.75),
        null);
  }

  private void seats(Region region) {
    double size = region.waffle().cell();
    boolean round = region.worker() >= 0;
    Color line = Pen.colour(Palette.mix(palette.line(), palette.muted(), 0.12));
    Color fill = Pen.colour(round ? palette.box() : palette.seat());
    for (int i = 0; i < region.seats(); i++) {
      if (size < 5) {
        continue;
      }
      if (round) {
        pen.circle(region.x(i), region.y(i), size * 0.42, fill, line);
      } else {
        double side = size * 0.84;
        pen.box(
            new Area(region.x(i) - side / 2, region.y(i) - side / 2, side, side),
            Math.min(5, size * 0.3),
            fill,
            line);
      }
    }
  }

  /** The one seat of a loop. */
  private void chair(Region region) {
    double radius = region.waffle().cell() / 2;
    pen.circle(
        region.x(0),
        region.y(0),
        radius,
        Pen.colour(palette.box()),
        Pen.colour(Palette.mix(palette.line(), palette.muted(), 0.5)));
  }

  private void pipe(Plan.Pipe pipe) {
    double[] x = pipe.x();
    double[] y = pipe.y();
    pen.line(x, y, 8, Pen.colour(Palette.mix(palette.line(), palette.muted(), 0.25)));
    pen.line(x, y, 6, Pen.colour(palette.box()));
    int last = x.length - 1;
    double dx = Math.signum(x[last] - x[last - 1]);
    double dy = Math.signum(y[last] - y[last - 1]);
    double tip = 7;
    pen.shape(
        new double[] {
          x[last] - dx, x[last] - dx - tip * dx - 4 * dy, x[last] - dx - tip * dx + 4 * dy
        },
        new double[] {
          y[last] - dy, y[last] - dy - tip * dy - 4 * dx, y[last] - dy - tip * dy + 4 * dx
        },
        Pen.colour(Palette.mix(palette.line(), palette.muted(), 0.5)));
  }
}
