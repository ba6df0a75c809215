package tailback.ui.stage;

import java.util.ArrayList;
import java.util.List;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.ui.stage.Box.Family;
import tailback.ui.stage.Box.Foot;

/** Lays out an application server: its listening socket, and its workers with their furniture. */
final class Workers {

  /** The share of a worker that its private queue takes. */
  private static final double INNER = 0.36;

  /** As many replicas get a column each. */
  private static final int MOST_COLUMNS = 8;

  private final Draft draft;
  private final Deployment deployment;
  private final String caption;

  Workers(Draft draft, Deployment deployment, String caption) {
    this.draft = draft;
    this.deployment = deployment;
    this.caption = caption;
  }

  void socket(Part part, Area area) {
    Directives set = new Directives(part);
    draft.boxes.add(
        new Box(
            part.name(),
            "accept queue",
            List.of("backlog " + set.count("backlog", 2048)),
            Family.SOCKET,
            area,
            new Foot(part.name() + ".backlog", true, "waiting", "")));
    draft.queue(part.name(), "backlog", draft.inside(area), draft.most(part, "backlog"));
  }

  void workers(Part part, Area area) {
    WorkerShape shape = WorkerShape.of(part, deployment);
    List<Box.Worker> workers = new ArrayList<>();
    List<Box.Label> labels = new ArrayList<>();
    Area inside =
        draft.compact
            ? area.inset(6).trim(18, 0)
            : new Area(area.x() + 8, area.y() + 44, area.width() - 16, area.height() - 52);
    int processes = shape.processes();
    if (part.replicas() > 1 && part.replicas() <= MOST_COLUMNS) {
      double wide = inside.width() / part.replicas();
      for (int replica = 0; replica < part.replicas(); replica++) {
        Area column = new Area(inside.x() + replica * wide, inside.y(), wide, inside.height());
        if (!draft.compact) {
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
    draft.boxes.add(
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
          draft.add(
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
            : Draft.seats(inside, shape.seats());
    Area centred = shape.room() ? inside : Draft.centre(inside, waffle, shape.seats());
    int seats =
        draft.add(
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
    int peak = draft.peaks.waiting(part.name() + ".threads", 0);
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
    draft.add(
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
    int hub = draft.peaks.waiting(part.name() + ".hub", -1);
    int peak = hub < 0 ? draft.peaks.waiting(part.name() + ".loop", -1) : hub;
    int busiest = draft.peaks.busy(part.name() + ".room", -1);
    int known = Math.max(peak, busiest);
    return known < 0 ? Math.min(shape.seats(), 400) : Math.max(40, known + 20);
  }
}
