package tailback.cli.report;

/** Bars and courses drawn with block characters. */
final class Bar {

  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
  private static final String STEPS = "▁▂▃▄▅▆▇█";

  private Bar() {}

  /** A horizontal bar of this share of so many columns; whatever is more than nothing shows. */
  static String of(double share, int columns) {
    double bounded = Math.max(0, Math.min(1, share));
    int eighths = (int) Math.round(bounded * columns * 8);
    if (eighths == 0 && share > 0) {
      eighths = 1;
    }
    String end = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
    return "█".repeat(eighths / 8) + end;
  }

  /** One character a value, from nothing to the largest; a blank for what is not known. */
  static String course(double[] values, double largest) {
    StringBuilder drawn = new StringBuilder();
    for (double value : values) {
      if (Double.isNaN(value)) {
        drawn.append(' ');
      } else {
        double share = largest > 0 ? Math.max(0, Math.min(1, value / largest)) : 0;
        drawn.append(STEPS.charAt((int) Math.min(7, Math.floor(share * 8))));
      }
    }
    return drawn.toString();
  }
}
