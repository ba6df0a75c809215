package tailback.ui.stage;

import java.util.List;

/**
 * Where everything is on the stage, at one size.
 *
 * @param width of the stage, pixels
 * @param height of the stage, pixels
 * @param boxes front to back
 * @param regions by {@link Region#id}
 * @param pipes between boxes
 * @param counted where work may stand that nobody waits for any more
 * @param classes of the requests that are told apart
 * @param key where it is said which class wears which stripe; without height where there is one
 *     class only
 */
public record Plan(
    double width,
    double height,
    List<Box> boxes,
    List<Region> regions,
    List<Pipe> pipes,
    List<Counted> counted,
    Classes classes,
    Area key) {

  /** A stage lower than this has boxes with one line of words instead of three. */
  private static final double COMPACT = 360;

  /** Whether there is room for one line of words only in a box. */
  public boolean compact() {
    return isCompact(height);
  }

  static boolean isCompact(double height) {
    return height < COMPACT;
  }

  /**
   * A way of requests.
   *
   * @param from a part, or {@code ""} for the clients
   * @param to a part
   * @param x of its corners, pixels
   * @param y of its corners, pixels
   */
  public record Pipe(String from, String to, double[] x, double[] y) {}

  /**
   * A region where a resource counts everybody, those included whose client has gone.
   *
   * @param region its id
   * @param resource the resource
   * @param waiting whether those stand there who wait for it, rather than those who have it
   */
  public record Counted(int region, String resource, boolean waiting) {}

  /** The region of a part's thing that belongs to no worker; null when there is none. */
  public Region region(String part, String thing) {
    for (Region region : regions) {
      if (region.worker() < 0 && region.part().equals(part) && region.thing().equals(thing)) {
        return region;
      }
    }
    return null;
  }

  /** The region of a part's thing of that number; null when there is none. */
  Region region(String part, String thing, int number) {
    for (Region region : regions) {
      boolean its = region.part().equals(part) && region.thing().equals(thing);
      if (its && region.worker() == number) {
        return region;
      }
    }
    return null;
  }

  /** The box of a part, its listening socket aside; null when it is not on the stage. */
  public Box box(String part) {
    for (Box box : boxes) {
      if (box.part().equals(part) && box.family() != Box.Family.SOCKET) {
        return box;
      }
    }
    return null;
  }

  /** The box under a point; null when there is none. */
  public Box boxAt(double x, double y) {
    for (Box box : boxes) {
      if (box.area().contains(x, y)) {
        return box;
      }
    }
    return null;
  }

  /** The worker under a point; null when there is none. */
  public Box.Worker workerAt(double x, double y) {
    Box box = boxAt(x, y);
    if (box != null) {
      for (Box.Worker worker : box.workers()) {
        if (worker.area().contains(x, y)) {
          return worker;
        }
      }
    }
    return null;
  }
}
