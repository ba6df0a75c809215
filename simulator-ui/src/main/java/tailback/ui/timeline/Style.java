package tailback.ui.timeline;

import tailback.journal.State;

/**
 * How a line or a band is drawn. Colour is never all that tells two apart: lines differ in their
 * dashes, bands in their texture, and each has its name.
 *
 * @param colour which of the states' colours it has, by {@link State#ordinal}
 * @param dash lengths of strokes and gaps, pixels; none: one stroke
 * @param texture of a band
 * @param fill how much of its colour the ground of a band has, 0 to 1
 */
public record Style(int colour, double[] dash, Texture texture, double fill) {

  private static final double[] SOLID = {};
  private static final double FILLED = 0.38;
  private static final double HOLLOW = 0.1;

  private static final Style[] LINES = {
    line(State.COMPUTES),
    line(State.WAITS_FOR_POOL, 7, 3),
    line(State.BLOCKED, 2, 3),
    line(State.ON_IO),
    line(State.WAITS, 5, 5),
    line(State.COMPUTES, 2, 4),
    line(State.WAITS_FOR_POOL),
  };

  /** How a band is filled. */
  public enum Texture {
    /** Colour alone. */
    PLAIN,
    /** Strokes that rise to the right. */
    RISING,
    /** Strokes that fall to the right. */
    FALLING,
    /** Level strokes. */
    LEVEL,
    /** Upright strokes. */
    UPRIGHT,
    /** Strokes both ways. */
    CROSSED,
    /** Dots. */
    DOTTED
  }

  private static Style line(State state, double... dash) {
    return new Style(state.ordinal(), dash, Texture.PLAIN, 0);
  }

  /** That of a resource's line, by its number among those that are drawn. */
  static Style resource(int number) {
    return LINES[number % LINES.length];
  }

  /** That of the median. */
  static Style p50() {
    return line(State.ON_IO);
  }

  /** That of the 95th percentile. */
  static Style p95() {
    return line(State.BLOCKED, 7, 3);
  }

  /** That of the 99th percentile. */
  static Style p99() {
    return line(State.FAILED, 2, 2.5);
  }

  /** That of an outcome: the colour says its kind, the texture which of it; no answer is hollow. */
  static Style of(Outcome outcome) {
    State colour =
        switch (outcome.kind()) {
          case SUCCESS -> State.COMPUTES;
          case REDIRECTION -> State.ON_IO;
          case CLIENT_ERROR -> State.WAITS_FOR_POOL;
          case SERVER_ERROR, NO_ANSWER -> State.FAILED;
        };
    double fill = outcome.kind() == Outcome.Kind.NO_ANSWER ? HOLLOW : FILLED;
    return new Style(colour.ordinal(), SOLID, texture(outcome), fill);
  }

  private static Texture texture(Outcome outcome) {
    if (outcome.status() == 0) {
      return switch (outcome.name()) {
        case "timed out" -> Texture.UPRIGHT;
        case "refused" -> Texture.CROSSED;
        default -> Texture.DOTTED;
      };
    }
    return switch (outcome.status()) {
      case 200, 302, 404, 500 -> Texture.PLAIN;
      case 201, 301, 429, 502 -> Texture.RISING;
      case 204, 307, 403, 503 -> Texture.LEVEL;
      case 206, 308, 499, 504 -> Texture.FALLING;
      default -> Texture.DOTTED;
    };
  }
}
