package tailback.ui.stage;

/**
 * The mark of a class of requests, drawn across whatever shape its state has: by form, not by
 * colour. The first class has none.
 */
enum Stripe {
  NONE,
  ACROSS,
  UPRIGHT,
  RISING,
  FALLING,
  PLUS,
  TWO_ACROSS,
  TWO_UPRIGHT;

  private static final Stripe[] ALL = values();

  /** Of a class; those beyond the eighth begin again with {@link #ACROSS}. */
  static Stripe of(int number) {
    return number < ALL.length ? ALL[number] : ALL[1 + (number - 1) % (ALL.length - 1)];
  }

  /**
   * Whether the stripe covers a point.
   *
   * @param x from the centre of the shape, in halves of its size
   * @param y from the centre of the shape, in halves of its size
   * @param size the shape's size in pixels, which says how thick lines are
   */
  boolean covers(double x, double y, double size) {
    double half = Math.max(0.85 / size, 0.09) * 2;
    return switch (this) {
      case NONE -> false;
      case ACROSS -> Math.abs(y) <= half;
      case UPRIGHT -> Math.abs(x) <= half;
      case RISING -> Math.abs(x + y) <= half * 1.41;
      case FALLING -> Math.abs(x - y) <= half * 1.41;
      case PLUS -> Math.abs(x) <= half || Math.abs(y) <= half;
      case TWO_ACROSS -> Math.abs(Math.abs(y) - 0.34) <= half * 0.8;
      case TWO_UPRIGHT -> Math.abs(Math.abs(x) - 0.34) <= half * 0.8;
    };
  }
}
