package tailback.ui.stage;

/** A rectangle of the stage, pixels. */
public record Area(double x, double y, double width, double height) {

  /** Smaller by so much on each side. */
  public Area inset(double by) {
    return new Area(x + by, y + by, Math.max(0, width - 2 * by), Math.max(0, height - 2 * by));
  }

  /** Without so much at the top, and so much at the bottom. */
  public Area trim(double top, double bottom) {
    return new Area(x, y + top, width, Math.max(0, height - top - bottom));
  }

  /** The smallest that both lie in. */
  public Area with(Area other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new Area(
        left,
        top,
        Math.max(right(), other.right()) - left,
        Math.max(bottom(), other.bottom()) - top);
  }

  /** Its right edge. */
  public double right() {
    return x + width;
  }

  /** Its lower edge. */
  public double bottom() {
    return y + height;
  }

  /** The middle of its width. */
  public double middleX() {
    return x + width / 2;
  }

  /** The middle of its height. */
  public double middleY() {
    return y + height / 2;
  }

  /** Whether a point lies in it. */
  public boolean contains(double px, double py) {
    return px >= x && px < right() && py >= y && py < bottom();
  }

  /** Whether two have a point in common, inside. */
  public boolean overlaps(Area other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  /** Whether it lies inside another. */
  public boolean within(Area other) {
    double slack = 1e-6;
    return x >= other.x - slack
        && y >= other.y - slack
        && right() <= other.right() + slack
        && bottom() <= other.bottom() + slack;
  }
}
