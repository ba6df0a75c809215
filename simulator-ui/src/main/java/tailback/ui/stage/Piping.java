package tailback.ui.stage;

import java.util.ArrayList;
import java.util.List;
import tailback.component.Deployment;
import tailback.component.Part;
import tailback.component.Role;
import tailback.ui.stage.Box.Family;
import tailback.ui.stage.Plan.Pipe;

/** Draws the ways between boxes: along the gaps, never through a box. */
final class Piping {

  private final Deployment deployment;
  private final List<Box> boxes;
  private final boolean compact;
  private final List<Pipe> pipes = new ArrayList<>();

  Piping(Deployment deployment, List<Box> boxes, boolean compact) {
    this.compact = compact;
    this.deployment = deployment;
    this.boxes = boxes;
  }

  List<Pipe> lay() {
    Box before = find("", Family.CLIENTS);
    for (Part part : deployment.stack()) {
      if (part.kind().role() == Role.EDGE) {
        Box edge = find(part.name(), Family.EDGE);
        straight(before, edge);
        before = edge;
      }
    }
    for (Part part : deployment.stack()) {
      if (part.kind().role() == Role.APP_SERVER) {
        straight(before, find(part.name(), Family.SOCKET));
        behind(find(part.name(), Family.WORKERS));
      }
    }
    return pipes;
  }

  private void behind(Box workers) {
    Box pool = first(Family.POOL);
    Box above = null;
    for (Box box : boxes) {
      if (box.family() == Family.DATABASE) {
        straight(pool == null ? workers : pool, box);
        if (above != null) {
          down(above, box);
        }
        above = box;
      }
    }
    if (pool != null) {
      straight(workers, pool);
    }
    int lane = 0;
    for (Box box : boxes) {
      if (box.family() == Family.CACHE
          || box.family() == Family.SERVICE
          || box.family() == Family.TASKS) {
        toTheSide(workers, box, lane++);
      }
    }
  }

  private Box first(Family family) {
    for (Box box : boxes) {
      if (box.family() == family) {
        return box;
      }
    }
    return null;
  }

  private Box find(String part, Family family) {
    for (Box box : boxes) {
      if (box.part().equals(part) && box.family() == family) {
        return box;
      }
    }
    throw new IllegalArgumentException(part);
  }

  /** From the right edge of one to the left edge of the other, at a height that both have. */
  private void straight(Box from, Box to) {
    double top = Math.max(from.area().y(), to.area().y());
    double bottom = Math.min(from.area().bottom(), to.area().bottom());
    if (bottom > top) {
      double y = (top + bottom) / 2;
      pipe(from, to, new double[] {from.area().right(), to.area().x()}, new double[] {y, y});
    }
  }

  /** From a database to its replica below it. */
  private void down(Box from, Box to) {
    double x = from.area().middleX();
    if (from.area().bottom() < to.area().y()) {
      pipe(from, to, new double[] {x, x}, new double[] {from.area().bottom(), to.area().y()});
    }
  }

  /** To a box that may stand behind another: along the gap above it, then down. */
  private void toTheSide(Box from, Box to, int lane) {
    double left = from.area().right();
    boolean nextToIt = to.area().x() - left < 40;
    if (nextToIt) {
      double y = Math.min(to.area().middleY(), from.area().bottom() - 6);
      pipe(from, to, new double[] {left, to.area().x()}, new double[] {y, y});
    } else if (!compact) {
      double gap = to.area().y() - 7;
      double x = to.area().x() + Math.min(24, to.area().width() / 3);
      pipe(from, to, new double[] {left, x, x}, new double[] {gap, gap, to.area().y()});
    }
  }

  private void pipe(Box from, Box to, double[] x, double[] y) {
    pipes.add(new Pipe(from.part(), to.part(), x, y));
  }
}
