package tailback.ui.stage;

/**
 * How a number of requests is laid out in an area: cells of a size, in columns, each standing for
 * one request or for several.
 *
 * @param cell the side of a cell with its gap, pixels
 * @param columns cells beside each other
 * @param rows cells above each other
 * @param per how many requests one cell stands for
 */
public record Waffle(double cell, int columns, int rows, int per) {

  /** Shapes of 13 pixels and more while they fit, then cells of 6, then of 4. */
  private static final double[] SIZES = {30, 24, 20, 15, 11, 8, 6, 4};

  private static final double USUAL = 20;

  /** The waffle for so many requests, of the largest cells that fit; never fuller than full. */
  public static Waffle fit(double width, double height, int most) {
    return fit(width, height, most, USUAL);
  }

  /** The same with cells no larger than {@code largest}. */
  public static Waffle fit(double width, double height, int most, double largest) {
    for (double size : SIZES) {
      if (size <= largest && (int) (width / size) * (int) (height / size) >= most) {
        return new Waffle(size, (int) (width / size), (int) (height / size), 1);
      }
    }
    double size = SIZES[SIZES.length - 1];
    int columns = Math.max(1, (int) (width / size));
    int rows = Math.max(1, (int) (height / size));
    int per = 1;
    while ((long) columns * rows * per < most) {
      per = next(per);
    }
    return new Waffle(size, columns, rows, per);
  }

  /** The next of 1, 2, 5, 10, 20, 50 … */
  static int next(int per) {
    int lead = per;
    while (lead >= 10) {
      lead /= 10;
    }
    return lead == 2 ? per / 2 * 5 : per * 2;
  }

  /** How many cells there are. */
  public int cells() {
    return columns * rows;
  }

  /** How many requests fit. */
  public int room() {
    return cells() * per;
  }

  /** The middle of a cell, from the left of the area. */
  public double x(int index) {
    return (index % columns + 0.5) * cell;
  }

  /** The middle of a cell, from the top of the area. */
  public double y(int index) {
    return (index / columns + 0.5) * cell;
  }
}
