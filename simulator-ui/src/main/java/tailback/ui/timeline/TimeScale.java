package tailback.ui.timeline;

/**
 * Where time stands on the screen.
 *
 * @param axis the part of a run that is seen
 * @param left how far from the left edge it begins, pixels: the legend is there
 * @param right how far from the right edge it ends
 */
public record TimeScale(Axis axis, double left, double right) {

  /** A run as a whole, from edge to edge. */
  public static final TimeScale WHOLE = new TimeScale(Axis.whole(1), 0, 0);

  /** How wide what is seen is, in something so wide. */
  public double plot(double width) {
    return Math.max(1, width - left - right);
  }

  /** Where a moment is, seconds from time zero; one that is not seen is at an edge. */
  public double x(double seconds, double width) {
    return left + Math.max(0, Math.min(1, axis.share(seconds))) * plot(width);
  }

  /** Whether a moment is seen, seconds from time zero. */
  public boolean sees(double seconds) {
    return axis.sees(seconds);
  }

  /** The moment at a place, within the run. */
  public double seconds(double x, double width) {
    return axis.seconds((x - left) / plot(width));
  }
}
