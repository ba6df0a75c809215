package tailback.ui.stage;

/**
 * A place of the stage where requests are drawn.
 *
 * @param id its index in {@link Plan#regions}
 * @param part the part it belongs to; empty for the network in front of the stack
 * @param thing what it is there, such as {@code backlog}
 * @param replica which replica of the part it belongs to; -1: all of them
 * @param worker which worker process of that replica; -1: none in particular
 * @param kind how requests stand in it
 * @param area where it is
 * @param waffle how cells are laid out in it
 * @param seats how many seats there are; 0: whatever fits
 */
public record Region(
    int id,
    String part,
    String thing,
    int replica,
    int worker,
    Kind kind,
    Area area,
    Waffle waffle,
    int seats) {

  /** How requests stand in a region. */
  public enum Kind {
    /** One behind the other; any free cell will do. */
    QUEUE,
    /** Each in a seat of its own, which is drawn when it is empty, too. */
    SEATS,
    /** One, who holds what others wait for: the baton of its process, or a row. */
    BATON
  }

  /** The middle of a cell, pixels of the stage. */
  public double x(int cell) {
    return area.x() + waffle.x(cell);
  }

  /** The middle of a cell, pixels of the stage. */
  public double y(int cell) {
    return area.y() + waffle.y(cell);
  }

  /** The size of a shape in it, pixels. */
  public double glyph() {
    return waffle.cell() >= 8 ? waffle.cell() - 2.5 : waffle.cell() - 1;
  }
}
