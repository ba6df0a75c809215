package tailback.ui.stage;

import java.util.Arrays;

/** A transparent picture of premultiplied {@code 0xAARRGGBB} on which shapes are stamped. */
final class Pixels {

  private final Stamps stamps = new Stamps();
  private int width;
  private int height;
  private int[] argb = new int[0];

  /** Uses this memory from now on, and clears it. */
  void on(int[] memory, int wide, int high) {
    argb = memory;
    width = wide;
    height = high;
    clear();
  }

  void clear() {
    Arrays.fill(argb, 0);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int at(int x, int y) {
    return argb[y * width + x];
  }

  /** Stamps a shape without a stripe: see below. */
  void stamp(Glyph glyph, double x, double y, double size, int colour, double strength) {
    stamp(glyph, Stripe.NONE, x, y, size, colour, strength);
  }

  /**
   * Stamps a shape.
   *
   * @param stripe of the class that it stands for
   * @param x of its centre
   * @param y of its centre
   * @param size of its square, pixels
   * @param colour {@code 0xRRGGBB}
   * @param strength how opaque it is, 0 to 1
   */
  void stamp(
      Glyph glyph, Stripe stripe, double x, double y, double size, int colour, double strength) {
    int side = Stamps.bounded((int) Math.round(size));
    byte[] coverage = stamps.of(glyph, stripe, side);
    int left = (int) Math.round(x - side / 2.0);
    int top = (int) Math.round(y - side / 2.0);
    int alpha = (int) (Math.max(0, Math.min(1, strength)) * 256);
    int fromX = Math.max(0, -left);
    int toX = Math.min(side, width - left);
    int toY = Math.min(side, height - top);
    for (int row = Math.max(0, -top); row < toY; row++) {
      int at = (top + row) * width + left;
      for (int column = fromX; column < toX; column++) {
        int cover = (coverage[row * side + column] & 0xFF) * alpha >> 8;
        if (cover != 0) {
          argb[at + column] = over(argb[at + column], colour, cover);
        }
      }
    }
  }

  /** A soft round light: full in the middle, nothing at its rim. */
  void glow(double x, double y, double radius, int colour, double strength) {
    int left = Math.max(0, (int) (x - radius));
    int right = Math.min(width - 1, (int) (x + radius) + 1);
    int bottom = Math.min(height - 1, (int) (y + radius) + 1);
    for (int row = Math.max(0, (int) (y - radius)); row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double distance = Math.hypot(column + 0.5 - x, row + 0.5 - y) / radius;
        if (distance < 1) {
          int cover = (int) (255 * strength * (1 - distance) * (1 - distance));
          argb[row * width + column] = over(argb[row * width + column], colour, cover);
        }
      }
    }
  }

  /** A thin line. */
  void line(double x0, double y0, double x1, double y1, int colour, double strength) {
    int cover = (int) (255 * strength);
    int steps = (int) Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
    for (int i = 0; i <= steps; i++) {
      int x = (int) Math.round(x0 + (x1 - x0) * i / Math.max(1, steps));
      int y = (int) Math.round(y0 + (y1 - y0) * i / Math.max(1, steps));
      if (x >= 0 && x < width && y >= 0 && y < height) {
        argb[y * width + x] = over(argb[y * width + x], colour, cover);
      }
    }
  }

  /** A filled rectangle. */
  void fill(double x, double y, double wide, double high, int colour, double strength) {
    int cover = (int) (255 * strength);
    int right = Math.min(width, (int) Math.round(x + wide));
    int bottom = Math.min(height, (int) Math.round(y + high));
    for (int row = Math.max(0, (int) Math.round(y)); row < bottom; row++) {
      for (int column = Math.max(0, (int) Math.round(x)); column < right; column++) {
        argb[row * width + column] = over(argb[row * width + column], colour, cover);
      }
    }
  }

  /** The source-over rule of Porter and Duff (1984) for premultiplied colours. */
  private static int over(int below, int colour, int alpha) {
    int keep = 255 - alpha;
    int a = alpha + (below >>> 24) * keep / 255;
    int r = ((colour >> 16 & 0xFF) * alpha + (below >> 16 & 0xFF) * keep) / 255;
    int g = ((colour >> 8 & 0xFF) * alpha + (below >> 8 & 0xFF) * keep) / 255;
    int b = ((colour & 0xFF) * alpha + (below & 0xFF) * keep) / 255;
    return a << 24 | r << 16 | g << 8 | b;
  }
}
