package tailback.ui.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.Role;
import tailback.component.client.TrafficSettings;
import tailback.ui.stage.Box.Family;
import tailback.ui.stage.Box.Foot;
import tailback.ui.stage.Plan.Pipe;

/**
 * Lays a deployment out on the stage: front to back from left to right, as requests go.
 *
 * <p>Clients, the edge, the listening sockets with the workers, and behind them the pool and the
 * database on top, everything else that the application talks to below.
 */
public final class Planner {

  private static final double MARGIN = 14;
  private static final double GAP = 26;

  /** The share of a worker that its private queue takes. */
  private static final double INNER = 0.36;

  /** As many replicas get a column each. */
  private static final int MOST_COLUMNS = 8;

  private final Deployment deployment;
  private final Peaks peaks;
  private final List<Box> boxes = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();
  private final List<Pipe> pipes = new ArrayList<>();
  private final double width;
  private final double height;
  private final boolean compact;
  private String caption = "";

  private Planner(Deployment deployment, Peaks peaks, double width, double height) {
    this.deployment = deployment;
    this.peaks = peaks;
    this.width = width;
    this.height = height;
    compact = Plan.isCompact(height);
  }

  /** The plan of a deployment in so many pixels. */
  public static Plan plan(Deployment deployment, Peaks peaks, double width, double height) {
    return new Planner(deployment, peaks, width, height).plan();
  }

  private Plan plan() {
    List<Part> edge = with(Role.EDGE);
    List<Part> servers = with(Role.APP_SERVER);
    List<Part> pools = with(Role.POOL);
    List<Part> databases = with(Role.DATABASE);
    List<Part> others = new ArrayList<>();
    for (Role role : List.of(Role.CACHE, Role.SERVICE, Role.QUEUE, Role.OBJECT_STORE)) {
      others.addAll(with(role));
    }
    List<Part> framework = with(Role.FRAMEWORK);
    caption = framework.isEmpty() ? "" : framework.get(0).name();

    boolean back = !pools.isEmpty() || !databases.isEmpty() || !others.isEmpty();
    double[] weights = {0.7, 0.8 * edge.size(), servers.isEmpty() ? 0 : 0.94, 2.6, back ? 2.1 : 0};
    if (servers.isEmpty()) {
      weights[3] = 0;
    }
    if (pools.isEmpty() && back) {
      weights[4] = 1.55;
    }
    double gaps = GAP * ((edge.size() + 1) + (servers.isEmpty() ? 0 : 1) + (back ? 1 : 0) - 1);
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double unit = (width - 2 * MARGIN - gaps - (servers.isEmpty() ? 0 : 8)) / sum;
    Area all = new Area(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN);

    double x = MARGIN;
    x = clients(new Area(x, all.y(), unit * weights[0], all.height())) + GAP;
    for (Part part : edge) {
      double wide = unit * weights[1] / edge.size();
      edge(part, new Area(x, all.y(), wide, all.height()));
      x += wide + GAP;
    }
    for (int i = 0; i < servers.size(); i++) {
      double high = (all.height() - 12 * (servers.size() - 1)) / servers.size();
      double y = all.y() + i * (high + 12);
      socket(servers.get(i), new Area(x, y, unit * weights[2], high));
      double at = x + unit * weights[2] + 8;
      workers(servers.get(i), new Area(at, y, unit * weights[3], high));
    }
    if (back) {
      double at = width - MARGIN - unit * weights[4];
      back(pools, databases, others, new Area(at, all.y(), unit * weights[4], all.height()));
    }
    pipes.addAll(new Piping(deployment, boxes, compact).lay());
    return new Plan(width, height, List.copyOf(boxes), List.copyOf(regions), List.copyOf(pipes));
  }

  private List<Part> with(Role role) {
    return deployment.stack().stream().filter(part -> part.kind().role() == role).toList();
  }

  // ---- in front

  private double clients(Area area) {
    boxes.add(new Box("", "clients", List.of(arrivals()), Family.CLIENTS, area, Foot.NONE));
    Area inside = inside(area);
    double half = inside.height() / 2 - 10;
    queue("", "network", new Area(inside.x(), inside.y(), inside.width(), half), 20);
    queue(
        "",
        "retry.backoff",
        new Area(inside.x(), inside.bottom() - half, inside.width(), half),
        peaks.waiting("retry.backoff", 40));
    return area.right();
  }

  private String arrivals() {
    List<String> words = new ArrayList<>();
    for (Map.Entry<String, TrafficSettings> group : deployment.traffic().entrySet()) {
      words.add(group.getKey());
    }
    return String.join(", ", words);
  }

  private void edge(Part part, Area column) {
    Area area =
        new Area(
            column.x(),
            column.y() + column.height() * (compact ? 0.08 : 0.18),
            column.width(),
            column.height() * (compact ? 0.84 : 0.64));
    Directives set = new Directives(part);
    int connections = set.count("worker_connections", 0);
    List<String> subtitles = new ArrayList<>();
    if (connections > 0) {
      subtitles.add(replicas(part) + "worker_connections " + connections);
    }
    boolean namedForIt = part.name().equals(part.kind().name());
    subtitles.add(
        connections > 0 && namedForIt
            ? connections + " connections"
            : replicas(part) + (namedForIt ? "" : part.kind().name()));
    boxes.add(
        new Box(
            part.name(),
            part.name(),
            subtitles,
            Family.EDGE,
            area,
            part.kind().name().equals("nginx")
                ? new Foot(part.name() + ".connections", false, "connections", "open")
                : new Foot("", false, "here", "")));
    Area inside = inside(area);
    double upper = inside.height() * 0.66;
    queue(
        part.name(),
        "queue",
        new Area(inside.x(), inside.y(), inside.width(), upper),
        most(part, "backlog", "queue"));
    queue(
        part.name(),
        "",
        new Area(inside.x(), inside.y() + upper + 8, inside.width(), inside.height() - upper - 8),
        20);
  }

  // ---- workers

  private void socket(Part part, Area area) {
    Directives set = new Directives(part);
    boxes.add(
        new Box(
            part.name(),
            "accept queue",
            List.of("backlog " + set.count("backlog", 2048)),
            Family.SOCKET,
            area,
            new Foot(part.name() + ".backlog", true, "waiting", "")));
    queue(part.name(), "backlog", inside(area), most(part, "backlog"));
  }

  private void workers(Part part, Area area) {
    WorkerShape shape = WorkerShape.of(part, deployment);
    List<Box.Worker> workers = new ArrayList<>();
    List<Box.Label> labels = new ArrayList<>();
    Area inside =
        compact
            ? area.inset(6).trim(18, 0)
            : new Area(area.x() + 8, area.y() + 44, area.width() - 16, area.height() - 52);
    int processes = shape.processes();
    if (part.replicas() > 1 && part.replicas() <= MOST_COLUMNS) {
      double wide = inside.width() / part.replicas();
      for (int replica = 0; replica < part.replicas(); replica++) {
        Area column = new Area(inside.x() + replica * wide, inside.y(), wide, inside.height());
        if (!compact) {
          Area head = new Area(column.x(), column.y(), wide, 14);
          labels.add(new Box.Label("replica " + (replica + 1), head));
          column = column.trim(14, 0);
        }
        Grid grid = Grid.best(wide, column.height(), processes, shape.aspect());
        for (int i = 0; i < processes; i++) {
          workers.add(worker(part, shape, replica, i, grid.cell(column, i)));
        }
      }
    } else {
      int all = processes * part.replicas();
      Grid grid = Grid.best(inside.width(), inside.height(), all, shape.aspect());
      for (int i = 0; i < all; i++) {
        workers.add(worker(part, shape, i / processes, i % processes, grid.cell(inside, i)));
      }
    }
    String words = shape.caption(part.replicas());
    List<String> subtitles = new ArrayList<>();
    if (!caption.isEmpty()) {
      subtitles.add(words + " · " + caption);
    }
    subtitles.add(words);
    subtitles.add(shape.name());
    boxes.add(
        new Box(
            part.name(),
            part.name(),
            subtitles,
            Family.WORKERS,
            area,
            Foot.NONE,
            List.copyOf(workers),
            List.copyOf(labels)));
  }

  private Box.Worker worker(Part part, WorkerShape shape, int replica, int number, Area area) {
    double head = area.height() < 46 ? 4 : 20;
    Area inside = area.inset(4).trim(head - 4, 0);
    int holder = -1;
    if (shape.room()) {
      double seat = Math.max(12, Math.min(34, Math.min(inside.width() / 4, inside.height() / 4)));
      Area chair = new Area(area.right() - seat - 8, area.y() + 6, seat, seat);
      if (inside.height() < 60) {
        chair = new Area(inside.x(), inside.y(), seat, seat);
        inside =
            new Area(inside.x() + seat + 4, inside.y(), inside.width() - seat - 4, inside.height());
      } else {
        inside = inside.trim(Math.max(0, seat - head + 10), 0);
      }
      holder =
          add(
              part.name(),
              "hub",
              replica,
              number,
              Region.Kind.BATON,
              chair,
              new Waffle(seat, 1, 1, 1),
              1);
    }
    inside = inner(part, shape, replica, number, inside);
    int most = shape.room() ? roomFor(part, shape) : shape.seats();
    Waffle waffle =
        shape.room()
            ? Waffle.fit(inside.width(), inside.height(), most)
            : seats(inside, shape.seats());
    Area centred = shape.room() ? inside : centre(inside, waffle, shape.seats());
    int seats =
        add(
            part.name(),
            "seats",
            replica,
            number,
            shape.room() ? Region.Kind.QUEUE : Region.Kind.SEATS,
            centred,
            waffle,
            shape.room() ? 0 : shape.seats());
    return new Box.Worker(replica, number, area, shape.baton(), seats, holder);
  }

  /**
   * Leaves room in a worker for those who wait inside it for a thread, where anybody ever does.
   *
   * @return what is left for the threads
   */
  private Area inner(Part part, WorkerShape shape, int replica, int number, Area inside) {
    int peak = peaks.waiting(part.name() + ".threads", 0);
    if (shape.room() || shape.seats() < 2 || peak == 0) {
      return inside;
    }
    int most = peak * 3 / 2 / (shape.processes() * part.replicas()) + 4;
    boolean wide = inside.width() > 1.8 * inside.height();
    Area queue =
        wide
            ? new Area(inside.x(), inside.y(), inside.width() * INNER, inside.height())
            : new Area(
                inside.x(),
                inside.bottom() - inside.height() * INNER,
                inside.width(),
                inside.height() * INNER);
    add(
        part.name(),
        "inside",
        replica,
        number,
        Region.Kind.QUEUE,
        queue,
        Waffle.fit(queue.width(), queue.height(), most),
        0);
    return wide
        ? new Area(
            queue.right() + 4, inside.y(), inside.width() - queue.width() - 4, inside.height())
        : inside.trim(0, queue.height() + 4);
  }

  /** How many requests a process with a loop has at most, as far as that is known. */
  private int roomFor(Part part, WorkerShape shape) {
    int hub = peaks.waiting(part.name() + ".hub", -1);
    int peak = hub < 0 ? peaks.waiting(part.name() + ".loop", -1) : hub;
    int busiest = peaks.busy(part.name() + ".room", -1);
    int known = Math.max(peak, busiest);
    return known < 0
        ? Math.min(shape.seats(), 400)
        : Math.max(40, known / (shape.processes() == 1 ? 1 : 1) + 20);
  }

  private static Waffle seats(Area area, int seats) {
    Grid grid = Grid.best(area.width(), area.height(), seats, 1);
    double largest = seats > 40 ? 26 : seats > 8 ? 36 : 52;
    double side = Math.min(largest, Math.min(grid.width(), grid.height()));
    int columns = Math.max(1, Math.min(seats, grid.columns()));
    return new Waffle(side, columns, (seats + columns - 1) / columns, 1);
  }

  private static Area centre(Area area, Waffle waffle, int cells) {
    double wide = waffle.columns() * waffle.cell();
    double high = (cells + waffle.columns() - 1) / waffle.columns() * waffle.cell();
    return new Area(
        area.x() + Math.max(0, (area.width() - wide) / 2),
        area.y() + Math.max(0, (area.height() - high) / 2),
        wide,
        high);
  }

  // ---- behind

  private void back(List<Part> pools, List<Part> databases, List<Part> others, Area area) {
    boolean top = !pools.isEmpty() || !databases.isEmpty();
    if (compact && top && !others.isEmpty()) {
      double left = area.width() * (pools.isEmpty() ? 0.54 : 0.64);
      Area upper = new Area(area.x(), area.y(), left, area.height());
      back(pools, databases, List.of(), upper);
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
      double gap = pools.isEmpty() || databases.isEmpty() ? 0 : GAP;
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
    boxes.add(
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
    Area inside = inside(area);
    int servers = set.count("default_pool_size", 20);
    Grid grid = Grid.best(inside.width(), inside.height() * 0.3, servers, 1);
    double side = Math.min(20, Math.min(grid.width(), grid.height()));
    int columns = Math.max(1, Math.min(servers, (int) (inside.width() / side)));
    int rows = (servers + columns - 1) / columns;
    double high = rows * side;
    queue(part.name(), "", inside.trim(0, high + (compact ? 8 : 20)), most(part, "servers"));
    add(
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
    boxes.add(
        new Box(
            part.name(),
            part.name(),
            List.of(
                replicas(part) + "max_connections " + set.count("max_connections", 100),
                replicas(part)),
            Family.DATABASE,
            area,
            new Foot(
                part.name() + ".connections", false, "of " + slots + " slots", "of " + slots)));
    Area inside = inside(area);
    if (!compact) {
      double half = area.width() / 2;
      queue(part.name(), "arriving", new Area(area.x() + half, area.y() + 6, half - 8, 32), 40);
    }
    int locks = locks(part);
    double queue = locks > 0 && !compact ? Math.min(90, inside.height() * 0.3) : 0;
    Area slotArea = inside.trim(0, queue == 0 ? 0 : queue + 6);
    int shown = Math.min(slots, Math.max(peaks.busy(part.name() + ".connections", slots), 1));
    int drawn = slots <= 400 ? slots : Math.max(40, shown);
    Waffle waffle = seats(slotArea, drawn);
    add(
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
      queue(
          part.name(),
          "lock",
          new Area(inside.x(), inside.bottom() - queue + 16, inside.width(), queue - 16),
          locks);
    }
  }

  /** How many ever wait for a row lock; 0 when nobody does. */
  private int locks(Part part) {
    int most = 0;
    for (Map.Entry<String, Integer> each : peaks.waiting().entrySet()) {
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
    boxes.add(new Box(part.name(), part.name(), List.of(words, shorter), family, area, foot));
    Area inside = inside(area);
    if (role == Role.QUEUE) {
      double half = inside.width() / 2 - 4;
      queue(
          part.name(),
          "queue",
          new Area(inside.x(), inside.y(), half, inside.height()),
          most(part, "queue", "prefetched"));
      Area right = new Area(inside.x() + half + 8, inside.y(), half, inside.height());
      Waffle waffle = seats(right, Math.max(1, children));
      add(
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
      queue(part.name(), "", inside, Math.max(20, peaks.busy(part.name() + ".calls", 100)));
    }
  }

  // ---- all of them

  private static String replicas(Part part) {
    return part.replicas() > 1 ? part.replicas() + " × " : "";
  }

  private int most(Part part, String... things) {
    int most = -1;
    for (String thing : things) {
      most = Math.max(most, peaks.waiting(part.name() + "." + thing, -1));
    }
    return most < 0 ? 400 : most + 2;
  }

  private Area inside(Area area) {
    return compact ? area.inset(8).trim(17, 0) : area.inset(10).trim(38, 16);
  }

  private void queue(String part, String thing, Area area, int most) {
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

  private int add(
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
}
