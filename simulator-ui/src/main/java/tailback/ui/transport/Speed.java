package tailback.ui.transport;

import java.util.Locale;

/** How fast simulated time goes, and what of it can be seen. */
public final class Speed {

  /** As fast as it goes. */
  public static final double MAX = Double.POSITIVE_INFINITY;

  private static final double[] STEPS = {
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, MAX
  };

  /** A move that takes so long on the screen can be followed, seconds. */
  private static final double SEEN = 0.25;

  private Speed() {}

  /** What of a run can be seen at a speed. */
  public enum Look {
    /** Every move is drawn. */
    SLOW("slow: every move"),
    /** Dots change place and state; moves are too quick to follow each. */
    QUICK("quick: places and states"),
    /** Levels and charts; nothing is seen moving. */
    EXPRESS("express: levels");

    private final String words;

    Look(String words) {
      this.words = words;
    }

    /** What the look is called beside the slider. */
    public String words() {
      return words;
    }
  }

  /** How many speeds there are on the slider. */
  public static int count() {
    return STEPS.length;
  }

  /** The speed at a place of the slider. */
  public static double at(int index) {
    return STEPS[Math.max(0, Math.min(STEPS.length - 1, index))];
  }

  /** The place on the slider of a speed, or of the next slower one. */
  public static int index(double speed) {
    int index = 0;
    while (index + 1 < STEPS.length && STEPS[index + 1] <= speed) {
      index++;
    }
    return index;
  }

  /**
   * What can be seen.
   *
   * @param speed simulated seconds in a second
   * @param shortest mean of the shortest step of a request, seconds
   * @param whole mean of all a request does, seconds
   */
  public static Look look(double speed, double shortest, double whole) {
    if (shortest / speed >= SEEN) {
      return Look.SLOW;
    }
    return whole / speed >= SEEN / 2 ? Look.QUICK : Look.EXPRESS;
  }

  /** How long a move takes on the screen, seconds. */
  public static double moving(Look look) {
    return switch (look) {
      case SLOW -> SEEN;
      case QUICK -> 0.12;
      case EXPRESS -> 0;
    };
  }

  /** A speed as the slider says it. */
  public static String text(double speed) {
    if (speed == MAX) {
      return "max";
    }
    return speed >= 1
        ? String.format(Locale.ROOT, "×%.0f", speed)
        : String.format(Locale.ROOT, "1/%.0f", 1 / speed);
  }
}
