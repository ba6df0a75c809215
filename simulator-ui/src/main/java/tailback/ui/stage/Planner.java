package tailback.ui.stage;

import java.util.ArrayList;
import java.util.List;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.Role;

/**
 * Lays a deployment out on the stage: front to back from left to right, as requests go.
 *
 * <p>Clients, the edge, the listening sockets with the workers, and behind them the pool and the
 * database on top, everything else that the application talks to below.
 */
public final class Planner {

  /** Between two columns, pixels: a pipe and its arrow. */
  static final double GAP = 26;

  private static final double MARGIN = 14;

  private final Deployment deployment;
  private final Draft draft;
  private final double width;
  private final double height;

  private Planner(Deployment deployment, Peaks peaks, double width, double height) {
    this.deployment = deployment;
    this.width = width;
    this.height = height;
    draft = new Draft(peaks, Plan.isCompact(height));
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
    String caption = framework.isEmpty() ? "" : framework.get(0).name();
    Front front = new Front(draft, deployment.traffic());
    Workers workers = new Workers(draft, deployment, caption);

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
    x = front.clients(new Area(x, all.y(), unit * weights[0], all.height())) + GAP;
    for (Part part : edge) {
      double wide = unit * weights[1] / edge.size();
      front.edge(part, new Area(x, all.y(), wide, all.height()));
      x += wide + GAP;
    }
    for (int i = 0; i < servers.size(); i++) {
      double high = (all.height() - 12 * (servers.size() - 1)) / servers.size();
      double y = all.y() + i * (high + 12);
      workers.socket(servers.get(i), new Area(x, y, unit * weights[2], high));
      double at = x + unit * weights[2] + 8;
      workers.workers(servers.get(i), new Area(at, y, unit * weights[3], high));
    }
    if (back) {
      double at = width - MARGIN - unit * weights[4];
      new Back(draft)
          .lay(pools, databases, others, new Area(at, all.y(), unit * weights[4], all.height()));
    }
    return new Plan(
        width,
        height,
        List.copyOf(draft.boxes),
        List.copyOf(draft.regions),
        List.copyOf(new Piping(deployment, draft.boxes, draft.compact).lay()));
  }

  private List<Part> with(Role role) {
    return deployment.stack().stream().filter(part -> part.kind().role() == role).toList();
  }
}
