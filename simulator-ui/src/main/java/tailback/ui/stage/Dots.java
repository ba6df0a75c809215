package tailback.ui.stage;

import java.util.Arrays;

/**
 * Where each request is drawn. Its place is a function of where it comes from, where it goes and
 * since when; a request keeps its cell as long as it stands in the same region.
 */
final class Dots {

  private final LongIndex index = new LongIndex();
  private Cells[] cells = new Cells[0];
  private Plan plan;

  // This picture's requests, in the order of the picture, and the last picture's.
  private int count;
  private long[] request = new long[256];
  private int[] region = new int[256];
  private int[] cell = new int[256];
  private double[] fromX = new double[256];
  private double[] fromY = new double[256];
  private double[] toX = new double[256];
  private double[] toY = new double[256];
  private double[] movedAt = new double[256];

  private int[] oldRegion = new int[256];
  private int[] oldCell = new int[256];
  private double[] oldFromX = new double[256];
  private double[] oldFromY = new double[256];
  private double[] oldToX = new double[256];
  private double[] oldToY = new double[256];
  private double[] oldMovedAt = new double[256];
  private Integer[] newcomers = new Integer[0];

  /** Forgets everybody: another plan, or a jump in time. */
  void forget(Plan newPlan) {
    plan = newPlan;
    count = 0;
    index.clear();
    cells = new Cells[newPlan.regions().size()];
    for (Region each : newPlan.regions()) {
      cells[each.id()] = new Cells();
      cells[each.id()].size(each.waffle().per() > 1 ? 0 : each.waffle().cells());
    }
  }

  /**
   * Takes a picture over.
   *
   * @param now seconds on the wall clock
   * @param moving how long a move takes, seconds; 0: nothing is seen moving
   */
  void update(Picture picture, double now, double moving) {
    swap(picture.count);
    for (Cells each : cells) {
      each.begin();
    }
    int arriving = 0;
    if (newcomers.length < picture.count) {
      newcomers = new Integer[Math.max(picture.count, 2 * newcomers.length)];
    }
    for (int i = 0; i < picture.count; i++) {
      request[i] = picture.request[i];
      region[i] = picture.region[i];
      int old = index.get(picture.request[i]);
      boolean same = old >= 0 && oldRegion[old] == picture.region[i];
      cell[i] = picture.seat[i];
      if (picture.seat[i] == Picture.ANY) {
        if (same && cells[region[i]].stays(request[i], oldCell[old])) {
          cell[i] = oldCell[old];
        } else {
          newcomers[arriving++] = i;
        }
      } else {
        cells[region[i]].occupy(request[i], cell[i]);
      }
    }
    for (Cells each : cells) {
      each.leave();
    }
    Arrays.sort(newcomers, 0, arriving, (a, b) -> Long.compare(picture.since[a], picture.since[b]));
    for (int i = 0; i < arriving; i++) {
      int who = newcomers[i];
      cell[who] = cells[region[who]].enter(request[who]);
    }
    for (int i = 0; i < picture.count; i++) {
      move(i, index.get(request[i]), now, moving);
    }
    index.clear();
    count = picture.count;
    for (int i = 0; i < count; i++) {
      index.put(request[i], i);
    }
  }

  private void move(int i, int old, double now, double moving) {
    Region at = plan.regions().get(region[i]);
    boolean counted = at.waffle().per() > 1 || cell[i] < 0;
    toX[i] = counted ? at.area().middleX() : at.x(cell[i]);
    toY[i] = counted ? at.area().middleY() : at.y(cell[i]);
    if (old >= 0 && oldToX[old] == toX[i] && oldToY[old] == toY[i]) {
      fromX[i] = oldFromX[old];
      fromY[i] = oldFromY[old];
      movedAt[i] = oldMovedAt[old];
    } else if (old < 0) {
      fromX[i] = toX[i];
      fromY[i] = toY[i];
      movedAt[i] = now - 1;
    } else {
      double share = share(now - oldMovedAt[old], moving);
      fromX[i] = oldFromX[old] + (oldToX[old] - oldFromX[old]) * share;
      fromY[i] = oldFromY[old] + (oldToY[old] - oldFromY[old]) * share;
      movedAt[i] = now;
    }
  }

  /** How much of a move is done: quick at first, then slower (a cubic ease-out). */
  static double share(double elapsed, double moving) {
    if (elapsed >= moving) {
      return 1;
    }
    double left = 1 - elapsed / moving;
    return 1 - left * left * left;
  }

  private void swap(int needed) {
    int[] ints = oldRegion;
    oldRegion = region;
    region = ints.length < needed ? new int[2 * needed] : ints;
    ints = oldCell;
    oldCell = cell;
    cell = ints.length < needed ? new int[2 * needed] : ints;
    if (request.length < needed) {
      request = new long[2 * needed];
    }
    double[] doubles = oldFromX;
    oldFromX = fromX;
    fromX = sized(doubles, needed);
    doubles = oldFromY;
    oldFromY = fromY;
    fromY = sized(doubles, needed);
    doubles = oldToX;
    oldToX = toX;
    toX = sized(doubles, needed);
    doubles = oldToY;
    oldToY = toY;
    toY = sized(doubles, needed);
    doubles = oldMovedAt;
    oldMovedAt = movedAt;
    movedAt = sized(doubles, needed);
  }

  private static double[] sized(double[] array, int needed) {
    return array.length < needed ? new double[2 * needed] : array;
  }

  int count() {
    return count;
  }

  /** Whether somebody stands in a cell. */
  boolean taken(int inRegion, int which) {
    return cells[inRegion].taken(which);
  }

  /** The place in the picture of a request; -1 when it is not in it. */
  int find(long number) {
    return index.get(number);
  }

  /** Whether it has no cell of its own: it is one of those that a cell stands for. */
  boolean counted(int i) {
    return plan.regions().get(region[i]).waffle().per() > 1 || cell[i] < 0;
  }

  /** The cell in its region; -1: none of its own. */
  int cell(int i) {
    return cell[i];
  }

  double x(int i, double now, double moving) {
    return fromX[i] + (toX[i] - fromX[i]) * share(now - movedAt[i], moving);
  }

  double y(int i, double now, double moving) {
    return fromY[i] + (toY[i] - fromY[i]) * share(now - movedAt[i], moving);
  }

  /** Where it goes, or stands. */
  double targetX(int i) {
    return toX[i];
  }

  /** Where it goes, or stands. */
  double targetY(int i) {
    return toY[i];
  }

  /** How much of its move is done, 0 to 1. */
  double moved(int i, double now, double moving) {
    return share(now - movedAt[i], moving);
  }

  /** Whether it is on its way. */
  boolean moving(int i, double now, double moving) {
    return now - movedAt[i] < moving;
  }
}
