package tailback.ui.stage;

import java.util.List;
import java.util.Map;
import tailback.component.Part;
import tailback.ui.stage.Box.Family;
import tailback.ui.stage.Box.Foot;

/** Lays out what the application talks to: pool and database above, everything else below. */
final class Back {

  /** The least height of a row's lane. */
  private static final double LANE = 15;

  /** A lane of this height has the row's name above it, pixels. */
  private static final double TALL = 30;

  /** The line above the lanes. */
  private static final double LANES_HEAD = 16;

  private final Draft draft;
  private final LockedRows rows;

  Back(Draft draft, LockedRows rows) {
    this.draft = draft;
    this.rows = rows;
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
    int columns = others.size() < 2 || !top && others.size() < 4 ? 1 : 2;
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
    int clients =
        draft.queue(
            part.name(),
            "",
            inside.trim(0, high + (draft.compact ? 8 : 20)),
            draft.most(part, "servers"));
    draft.counts(clients, part.name() + ".servers", true);
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
            subtitles(part, set),
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
    double queue = draft.compact ? 0 : lockHeight(part, inside.height());
    Area slotArea = inside.trim(0, queue == 0 ? 0 : queue + 6);
    int shown = Math.min(slots, Math.max(draft.peaks.busy(part.name() + ".connections", slots), 1));
    int drawn = slots <= 400 ? slots : Math.max(40, shown);
    draft.seats(part.name(), "connections", slotArea, drawn);
    if (queue > 0) {
      locks(part, inside.trim(inside.height() - queue, 0));
    }
  }

  /** How much of a low lane the row's name takes, pixels. */
  private static double nameIn(Area lane) {
    return Math.max(46, Math.min(70, lane.width() * 0.35));
  }

  private static List<String> subtitles(Part part, Directives set) {
    String connections =
        Draft.replicas(part) + "max_connections " + set.count("max_connections", 100);
    String primary = set.word("replica_of");
    return primary.isEmpty()
        ? List.of(connections, Draft.replicas(part))
        : List.of(
            "replica of " + primary + " · " + connections, "replica of " + primary, "replica");
  }

  /** How much of a database's height its row locks get, pixels; 0 where nobody ever waits. */
  private double lockHeight(Part part, double height) {
    int lanes = contested(part);
    return lanes == 0 ? 0 : Math.min(height * 0.45, LANES_HEAD + Math.max(5, lanes) * LANE);
  }

  /** How many rows may be waited for at once. */
  private int contested(Part part) {
    String lock = part.name() + ".lock(";
    int contested = 0;
    for (Map.Entry<String, Integer> each : draft.peaks.waiting().entrySet()) {
      if (each.getKey().startsWith(lock) && each.getValue() > 0) {
        String row = each.getKey().substring(lock.length(), each.getKey().length() - 1);
        contested += Math.min(rows.of(row), each.getValue());
      }
    }
    return contested;
  }

  /**
   * A lane for each row that is waited for: who has it, and behind it who waits. Where there are
   * more rows than lanes, the last lane is for those of the others.
   */
  private void locks(Part part, Area area) {
    Area lanes = area.trim(LANES_HEAD, 0);
    int contested = contested(part);
    int fit = Math.max(1, (int) (lanes.height() / LANE));
    int own = contested <= fit ? contested : fit - 1;
    double high = lanes.height() / Math.max(1, Math.min(contested, fit));
    int most = 0;
    for (Map.Entry<String, Integer> each : draft.peaks.waiting().entrySet()) {
      most += each.getKey().startsWith(part.name() + ".lock(") ? each.getValue() : 0;
    }
    for (int i = 0; i < own; i++) {
      boolean above = high >= TALL; // the row's name: above, or in front of who has it
      Area lane =
          new Area(lanes.x(), lanes.y() + i * high, lanes.width(), high - 2)
              .trim(above ? 12 : 0, 0);
      double name = above ? 0 : nameIn(lanes);
      double side = Math.min(20, lane.height());
      draft.add(
          part.name(),
          "owner",
          -1,
          i,
          Region.Kind.BATON,
          new Area(lane.x() + name, lane.y(), side, side),
          new Waffle(side, 1, 1, 1),
          1);
      double before = name + side + 6;
      Area behind = new Area(lane.x() + before, lane.y(), lane.width() - before, lane.height());
      draft.add(
          part.name(),
          "row",
          -1,
          i,
          Region.Kind.QUEUE,
          behind,
          Waffle.fit(behind.width(), behind.height(), Math.max(1, most)),
          0);
    }
    double y = own == contested ? lanes.bottom() - high : lanes.y() + own * high;
    double name = own == 0 ? 0 : nameIn(lanes);
    Area others = new Area(lanes.x() + name, y, lanes.width() - name, high - 2);
    draft.queue(part.name(), "lock", others, Math.max(1, most));
  }

  private void other(Part part, Area area) {
    switch (part.kind().role()) {
      case QUEUE -> tasks(part, area);
      case CACHE -> cache(part, area);
      case OBJECT_STORE -> service(part, area, "files", "files");
      default -> {
        String mean = new Directives(part).mean("time");
        service(part, area, mean, mean.replace(" on average", ""));
      }
    }
  }

  /** Tasks in their queue, and the workers that run them. */
  private void tasks(Part part, Area area) {
    Directives set = new Directives(part);
    int workers = Math.max(set.count("worker_concurrency", 0), set.count("workers", 0));
    int all = Math.max(1, workers * part.replicas());
    Foot foot = new Foot(part.name() + ".queue", true, "in the queue", "");
    box(part, List.of(all + " workers"), Family.TASKS, area, foot);
    Area inside = draft.inside(area);
    double half = inside.width() / 2 - 4;
    Area left = new Area(inside.x(), inside.y(), half, inside.height());
    draft.queue(part.name(), "queue", left, draft.most(part, "queue", "prefetched"));
    Area right = new Area(inside.x() + half + 8, inside.y(), half, inside.height());
    draft.seats(part.name(), "workers", right, all);
  }

  /** A cache: who has a thread of it is served, the others wait. */
  private void cache(Part part, Area area) {
    int threads = new Directives(part).count("threads", 1);
    String words = threads > 1 ? threads + " threads" : "one thread";
    box(part, List.of(words), Family.CACHE, area, new Foot("", false, "here", ""));
    Area inside = draft.inside(area);
    boolean beside = inside.height() < 40; // no room for a queue below
    double high = beside ? inside.height() : inside.height() * 0.5;
    double side = Math.min(26, Math.min(high, inside.width() * (beside ? 0.5 : 1) / threads));
    Area served = new Area(inside.x(), inside.y(), threads * side, side);
    double left = inside.x() + served.width() + 8;
    Area behind =
        beside
            ? new Area(left, inside.y(), inside.right() - left, inside.height())
            : inside.trim(side + 6, 0);
    int taken = draft.seats(part.name(), "thread", served, threads);
    int waiting = draft.queue(part.name(), "", behind, Math.max(20, here(part, 100)));
    String loop = part.name() + (threads > 1 ? ".threads" : ".loop");
    draft.counts(taken, loop, false);
    draft.counts(waiting, loop, true);
  }

  /** A service outside: as many calls at once as it serves, and those that wait for that. */
  private void service(Part part, Area area, String words, String shorter) {
    int limit = new Directives(part).count("concurrency", 0);
    String calls = part.name() + ".calls";
    Foot foot = new Foot(calls, limit > 0, limit > 0 ? "waiting" : "here", "");
    box(part, List.of(words, shorter), Family.SERVICE, area, foot);
    Area inside = draft.inside(area);
    double head = 0;
    if (limit > 0) {
      Area seats = inside.trim(0, inside.height() * 0.7);
      int taken = draft.seats(part.name(), "calls", seats, limit);
      head = draft.regions.get(taken).area().height() + 6;
      draft.counts(taken, calls, false);
    }
    int most =
        Math.max(
            here(part, 100), Math.max(draft.peaks.busy(calls, 0), draft.peaks.waiting(calls, 0)));
    int queue = draft.queue(part.name(), "", inside.trim(head, 0), Math.max(20, most));
    draft.counts(queue, calls, limit > 0);
  }

  /** The most that ever are at a part. */
  private int here(Part part, int otherwise) {
    return draft.peaks.in(place -> place.startsWith(part.name() + "."), otherwise);
  }

  private void box(Part part, List<String> words, Family family, Area area, Foot foot) {
    draft.boxes.add(new Box(part.name(), part.name(), words, family, area, foot));
  }
}
