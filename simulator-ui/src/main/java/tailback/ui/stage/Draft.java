package tailback.ui.stage;

import java.util.ArrayList;
import java.util.List;
import tailback.component.Part;

/** A plan in the making: its boxes and regions so far, and what those who lay it out share. */
final class Draft {

  final List<Box> boxes = new ArrayList<>();
  final List<Region> regions = new ArrayList<>();
  final Peaks peaks;

  /** Whether there is room for one line of words only in a box. */
  final boolean compact;

  Draft(Peaks peaks, boolean compact) {
    this.peaks = peaks;
    this.compact = compact;
  }

  static String replicas(Part part) {
    return part.replicas() > 1 ? part.replicas() + " × " : "";
  }

  int most(Part part, String... things) {
    int most = -1;
    for (String thing : things) {
      most = Math.max(most, peaks.waiting(part.name() + "." + thing, -1));
    }
    return most < 0 ? 400 : most + 2;
  }

  Area inside(Area area) {
    return compact ? area.inset(8).trim(17, 0) : area.inset(10).trim(38, 16);
  }

  void queue(String part, String thing, Area area, int most) {
    add(
        part,
        thing,
        -1,
        -1,
        Region.Kind.QUEUE,
        area,
        Waffle.fit(area.width(), area.height(), Math.max(1, most)),
        0);
  }

  int add(
      String part,
      String thing,
      int replica,
      int worker,
      Region.Kind kind,
      Area area,
      Waffle waffle,
      int seats) {
    int id = regions.size();
    regions.add(new Region(id, part, thing, replica, worker, kind, area, waffle, seats));
    return id;
  }

  static Waffle seats(Area area, int seats) {
    Grid grid = Grid.best(area.width(), area.height(), seats, 1);
    double largest = seats > 40 ? 26 : seats > 8 ? 36 : 52;
    double side = Math.min(largest, Math.min(grid.width(), grid.height()));
    int columns = Math.max(1, Math.min(seats, grid.columns()));
    return new Waffle(side, columns, (seats + columns - 1) / columns, 1);
  }

  static Area centre(Area area, Waffle waffle, int cells) {
    double wide = waffle.columns() * waffle.cell();
    double high = (cells + waffle.columns() - 1) / waffle.columns() * waffle.cell();
    return new Area(
        area.x() + Math.max(0, (area.width() - wide) / 2),
        area.y() + Math.max(0, (area.height() - high) / 2),
        wide,
        high);
  }
}
