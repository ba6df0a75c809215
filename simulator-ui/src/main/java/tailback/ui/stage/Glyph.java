package tailback.ui.stage;

import tailback.journal.State;

/** The shapes in which requests are drawn. */
enum Glyph {
  RING,
  DISC,
  SQUARE,
  HATCHED,
  POINTED,
  DIAMOND,
  CROSS,
  /** Holds a lock that others wait for. */
  PADLOCK,
  /** A full cell of a waffle, for many. */
  CELL;

  private static final Glyph[] OF_STATE = {RING, DISC, SQUARE, POINTED, DIAMOND, CROSS};

  static Glyph of(State state) {
    return OF_STATE[state.ordinal()];
  }

  /**
   * Whether the shape covers a point.
   *
   * @param x from its centre, in halves of its size
   * @param y from its centre, in halves of its size
   * @param size its size in pixels, which says how thick lines are
   */
  boolean covers(double x, double y, double size) {
    double line = Math.max(1.6 / size, 0.16) * 2;
    double r = Math.hypot(x, y);
    return switch (this) {
      case RING -> r <= 0.86 && r >= 0.86 - line;
      case DISC -> r <= 0.92;
      case SQUARE -> Math.abs(x) <= 0.78 && Math.abs(y) <= 0.78;
      case HATCHED -> Math.abs(x) <= 0.78 && Math.abs(y) <= 0.78 && !between(x + y, 0.62);
      case POINTED -> r <= 0.86 && r >= 0.86 - line || r <= Math.max(0.3, 1.2 / size);
      case DIAMOND -> Math.abs(x) + Math.abs(y) <= 0.98;
      case CROSS ->
          Math.max(Math.abs(x), Math.abs(y)) <= 0.8
              && Math.min(Math.abs(x - y), Math.abs(x + y)) <= line * 0.8;
      case PADLOCK ->
          Math.abs(x) <= 0.66 && y >= -0.1 && y <= 0.86
              || y < 0 && Math.hypot(x, y + 0.1) <= 0.6 && Math.hypot(x, y + 0.1) >= 0.32;
      case CELL -> Math.abs(x) <= 0.74 && Math.abs(y) <= 0.74;
    };
  }

  /**
   * The same with a stripe: cut out of a full shape, drawn into one with gaps.
   *
   * @param stripe which one
   */
  boolean covers(double x, double y, double size, Stripe stripe) {
    boolean covered = covers(x, y, size);
    if (stripe == Stripe.NONE) {
      return covered;
    }
    boolean striped = stripe.covers(x, y, size);
    double r = Math.hypot(x, y);
    return switch (this) {
      case RING -> covered || striped && r <= 0.86;
      case POINTED -> covered || striped && r <= 0.86 && r >= 0.42; // clear of its point
      case HATCHED -> covered || striped && Math.abs(x) <= 0.78 && Math.abs(y) <= 0.78;
      default -> covered && !striped;
    };
  }

  /** Whether a point lies between two hatches, which are this far apart. */
  private static boolean between(double along, double apart) {
    double at = (along + 8 * apart) % apart;
    return at > apart * 0.58;
  }
}
