package tailback.ui.stage;

import java.util.List;
import java.util.Map;
import tailback.component.Part;
import tailback.component.Role;
import tailback.ui.stage.Box.Family;
import tailback.ui.stage.Box.Foot;

/** Lays out what the application talks to: pool and database above, everything else below. */
final class Back {

  private final Draft draft;

  Back(Draft draft) {
    this.draft = draft;
  }

  void lay(List<Part> pools, List<Part> databases, List<Part> others, Area area) {
    boolean top = !pools.isEmpty() || !databases.isEmpty();
    if (draft.compact && top && !others.isEmpty()) {
      double left = area.width() * (pools.isEmpty() ? 0.54 : 0.64);
      Area upper = new Area(area.x(), area.y(), left, area.height());
      lay(pools, databases, List.of(), upper);
      double at = area.x() + left + 14;
      stack(others, new Area(at, area.y(), area.right() - at, area.height()), this::other);
      return;
    }
    int rows = (others.size() + 1) / 2;
    double share = !top ? 0 : others.isEmpty() ? 1 : rows > 2 ? 0.46 : rows > 1 ? 0.52 : 0.66;
    double gutter = top && !others.isEmpty() ? 18 : 0;
    double high = (area.height() - gutter) * share;
    if (top) {
      Area upper = new Area(area.x(), area.y(), area.width(), high);
      double wide = databases.isEmpty() ? 1 : pools.isEmpty() ? 0 : 0.43;
      double gap = pools.isEmpty() || databases.isEmpty() ? 0 : Planner.GAP;
      double poolWidth = (upper.width() - gap) * wide;
      stack(pools, new Area(upper.x(), upper.y(), poolWidth, upper.height()), this::pool);
      stack(
          databases,
          new Area(
              upper.x() + poolWidth + gap,
              upper.y(),
              upper.width() - poolWidth - gap,
              upper.height()),
          this::database);
    }
    Area lower =
        new Area(area.x(), area.y() + high + gutter, area.width(), area.height() - high - gutter);
    int columns = others.size() < 2 ? 1 : 2;
    for (int i = 0; i < others.size(); i++) {
      double w = (lower.width() - 14 * (columns - 1)) / columns;
      double h =
          (lower.height() - 14 * (Math.max(1, rows(others, columns)) - 1))
              / Math.max(1, rows(others, columns));
      boolean alone = i == others.size() - 1 && i % columns == 0;
      Area cell =
          new Area(
              lower.x() + i % columns * (w + 14),
              lower.y() + i / columns * (h + 14),
              alone ? lower.width() : w,
              h);
      other(others.get(i), cell);
    }
  }

  private static int rows(List<Part> parts, int columns) {
    return (parts.size() + columns - 1) / columns;
  }

  private interface Draw {
    void draw(Part part, Area area);
  }

  private static void stack(List<Part> parts, Area area, Draw draw) {
    double high = (area.height() - 14 * (parts.size() - 1)) / Math.max(1, parts.size());
    for (int i = 0; i < parts.size(); i++) {
      draw.draw(parts.get(i), new Area(area.x(), area.y() + i * (high + 14), area.width(), high));
    }
  }

  private void pool(Part part, Area area) {
    Directives set = new Directives(part);
    draft.boxes.add(
        new Box(
            part.name(),
            part.name(),
            List.of(
                set.word("pool_mode")
                    + " · default_pool_size "
                    + set.count("default_pool_size", 20),
                set.word("pool_mode") + " · pool " + set.count("default_pool_size", 20),
                set.word("pool_mode")),
            Family.POOL,
            area,
            new Foot(part.name() + ".servers", true, "waiting", "")));
    Area inside = draft.inside(area);
    int servers = set.count("default_pool_size", 20);
    Grid grid = Grid.best(inside.width(), inside.height() * 0.3, servers, 1);
    double side = Math.min(20, Math.min(grid.width(), grid.height()));
    int columns = Math.max(1, Math.min(servers, (int) (inside.width() / side)));
    int rows = (servers + columns - 1) / columns;
    double high = rows * side;
    draft.queue(
        part.name(),
        "",
        inside.trim(0, high + (draft.compact ? 8 : 20)),
        draft.most(part, "servers"));
    draft.add(
        part.name(),
        "servers",
        -1,
        -1,
        Region.Kind.SEATS,
        new Area(inside.x(), inside.bottom() - high, columns * side, high),
        new Waffle(side, columns, rows, 1),
        servers);
  }

  private void database(Part part, Area area) {
    Directives set = new Directives(part);
    int slots =
        set.count("max_connections", 100)
            - set.count("reserved_connections", 0)
            - set.count("superuser_reserved_connections", 0);
    draft.boxes.add(
        new Box(
            part.name(),
            part.name(),
            List.of(
                Draft.replicas(part) + "max_connections " + set.count("max_connections", 100),
                Draft.replicas(part)),
            Family.DATABASE,
            area,
            new Foot(
                part.name() + ".connections", false, "of " + slots + " slots", "of " + slots)));
    Area inside = draft.inside(area);
    if (!draft.compact) {
      double half = area.width() / 2;
      draft.queue(
          part.name(), "arriving", new Area(area.x() + half, area.y() + 6, half - 8, 32), 40);
    }
    int locks = locks(part);
    double queue = locks > 0 && !draft.compact ? Math.min(90, inside.height() * 0.3) : 0;
    Area slotArea = inside.trim(0, queue == 0 ? 0 : queue + 6);
    int shown = Math.min(slots, Math.max(draft.peaks.busy(part.name() + ".connections", slots), 1));
    int drawn = slots <= 400 ? slots : Math.max(40, shown);
    Waffle waffle = Draft.seats(slotArea, drawn);
    draft.add(
        part.name(),
        "connections",
        -1,
        -1,
        Region.Kind.SEATS,
        new Area(
            slotArea.x(),
            slotArea.y(),
            waffle.columns() * waffle.cell(),
            waffle.rows() * waffle.cell()),
        waffle,
        drawn);
    if (queue > 0) {
      draft.queue(
          part.name(),
          "lock",
          new Area(inside.x(), inside.bottom() - queue + 16, inside.width(), queue - 16),
          locks);
    }
  }

  /** How many ever wait for a row lock; 0 when nobody does. */
  private int locks(Part part) {
    int most = 0;
    for (Map.Entry<String, Integer> each : draft.peaks.waiting().entrySet()) {
      if (each.getKey().startsWith(part.name() + ".lock(")) {
        most += each.getValue();
      }
    }
    return most;
  }

  private void other(Part part, Area area) {
    Directives set = new Directives(part);
    Role role = part.kind().role();
    Family family =
        role == Role.CACHE ? Family.CACHE : role == Role.QUEUE ? Family.TASKS : Family.SERVICE;
    int children =
        Math.max(set.count("worker_concurrency", 0), set.count("workers", 0)) * part.replicas();
    String words =
        switch (role) {
          case CACHE -> part.name().equals(part.kind().name()) ? "one thread" : part.kind().name();
          case QUEUE -> children + " workers";
          case OBJECT_STORE -> "files";
          default -> set.mean("time");
        };
    String shorter = role == Role.SERVICE ? words.replace(" on average", "") : words;
    Foot foot =
        role == Role.QUEUE
            ? new Foot(part.name() + ".queue", true, "in the queue", "")
            : new Foot("", false, "here", "");
    draft.boxes.add(new Box(part.name(), part.name(), List.of(words, shorter), family, area, foot));
    Area inside = draft.inside(area);
    if (role == Role.QUEUE) {
      double half = inside.width() / 2 - 4;
      draft.queue(
          part.name(),
          "queue",
          new Area(inside.x(), inside.y(), half, inside.height()),
          draft.most(part, "queue", "prefetched"));
      Area right = new Area(inside.x() + half + 8, inside.y(), half, inside.height());
      Waffle waffle = Draft.seats(right, Math.max(1, children));
      draft.add(
          part.name(),
          "workers",
          -1,
          -1,
          Region.Kind.SEATS,
          new Area(
              right.x(),
              right.y(),
              waffle.columns() * waffle.cell(),
              waffle.rows() * waffle.cell()),
          waffle,
          Math.max(1, children));
    } else {
      draft.queue(
          part.name(), "", inside, Math.max(20, draft.peaks.busy(part.name() + ".calls", 100)));
    }
  }
}
