package tailback.ui.stage;

import java.util.List;

/**
 * A box of the stage: a part, or its listening socket.
 *
 * @param part whose it is; empty for the clients
 * @param title its name
 * @param subtitles what it is set to, in the words of its own configuration; the longest that fits
 *     is shown
 * @param family what it looks like
 * @param area where it is
 * @param foot what is counted in its last line; empty: nothing
 * @param workers worker processes in it, in order
 * @param labels names of groups of workers
 */
public record Box(
    String part,
    String title,
    List<String> subtitles,
    Family family,
    Area area,
    Foot foot,
    List<Worker> workers,
    List<Label> labels) {

  /** A box lower than this has one line of words, pixels. */
  private static final double LOW = 84;

  /** Whether there is room for one line of words only: its name and its count. */
  boolean isLow(boolean compactStage) {
    return compactStage || isLow(area);
  }

  static boolean isLow(Area area) {
    return area.height() < LOW;
  }

  /** A box without workers. */
  public Box(
      String part, String title, List<String> subtitles, Family family, Area area, Foot foot) {
    this(part, title, subtitles, family, area, foot, List.of(), List.of());
  }

  /** What a box is, and how it looks. */
  public enum Family {
    CLIENTS,
    EDGE,
    SOCKET,
    WORKERS,
    POOL,
    DATABASE,
    CACHE,
    TASKS,
    SERVICE
  }

  /**
   * What is counted in the last line of a box.
   *
   * @param resource of which: its name in results; empty: the requests that stand in the box
   * @param waiting whether those who wait are counted, rather than those in service
   * @param words what they are called
   * @param shorter the same where there is little room
   */
  public record Foot(String resource, boolean waiting, String words, String shorter) {

    /** No last line. */
    public static final Foot NONE = new Foot("", false, "", "");
  }

  /**
   * A worker process.
   *
   * @param replica of the part, from 0
   * @param number within the replica, from 0
   * @param area where it is
   * @param baton what its baton is called: GIL, hub, loop; empty where it has nobody to share with
   * @param seats its threads or its room, a region's id
   * @param holder the seat of who holds the baton, a region's id; -1: who holds it stays in its
   *     seat
   */
  public record Worker(int replica, int number, Area area, String baton, int seats, int holder) {}

  /**
   * A word on the plan.
   *
   * @param text what it says
   * @param area where it stands, in the middle of it
   */
  public record Label(String text, Area area) {}
}
