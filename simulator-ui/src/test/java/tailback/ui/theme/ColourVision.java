package tailback.ui.theme;

/**
 * How different two colours look, to whom.
 *
 * <p>Simulated dichromacy is that of Machado, Oliveira and Fernandes (2009), "A
 * physiologically-based model for simulation of color vision deficiency", table 1, severity 1.0, on
 * linear RGB. The difference is CIEDE2000 (CIE 142-2001, in the notation of Sharma, Wu and Dalal
 * 2005) under D65. Contrast is that of WCAG 2.1.
 */
enum ColourVision {
  NORMAL(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
  PROTANOPIA(
      new double[][] {
        {0.152286, 1.052583, -0.204868},
        {0.114503, 0.786281, 0.099216},
        {-0.003882, -0.048116, 1.051998}
      }),
  DEUTERANOPIA(
      new double[][] {
        {0.367322, 0.860646, -0.227968},
        {0.280085, 0.672501, 0.047413},
        {-0.011820, 0.042940, 0.968881}
      }),
  TRITANOPIA(
      new double[][] {
        {1.255528, -0.076749, -0.178779},
        {-0.078411, 0.930809, 0.147602},
        {0.004733, 0.691367, 0.303900}
      });

  private final double[][] matrix;

  ColourVision(double[][] matrix) {
    this.matrix = matrix;
  }

  /** CIEDE2000 between two sRGB colours as this vision sees them. */
  double difference(int first, int second) {
    return ciede2000(lab(seen(first)), lab(seen(second)));
  }

  /** The contrast of two sRGB colours, 1 to 21. */
  static double contrast(int first, int second) {
    double a = luminance(first);
    double b = luminance(second);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(int colour) {
    double[] rgb = linear(colour);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  private static double[] linear(int colour) {
    double[] rgb = new double[3];
    for (int i = 0; i < 3; i++) {
      double c = (colour >> 16 - 8 * i & 0xFF) / 255.0;
      rgb[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
    return rgb;
  }

  private double[] seen(int colour) {
    double[] rgb = linear(colour);
    double[] seen = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        seen[i] += matrix[i][j] * rgb[j];
      }
      seen[i] = Math.min(1, Math.max(0, seen[i]));
    }
    return seen;
  }

  /** CIELAB of linear sRGB, reference white D65. */
  private static double[] lab(double[] rgb) {
    double x = 0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2];
    double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
    double z = 0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2];
    double fx = root(x / 0.95047);
    double fy = root(y);
    double fz = root(z / 1.08883);
    return new double[] {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
  }

  private static double root(double t) {
    return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }

  static double ciede2000(double[] one, double[] two) {
    double c = (Math.hypot(one[1], one[2]) + Math.hypot(two[1], two[2])) / 2;
    double g = 0.5 * (1 - Math.sqrt(Math.pow(c, 7) / (Math.pow(c, 7) + Math.pow(25, 7))));
    double a1 = (1 + g) * one[1];
    double a2 = (1 + g) * two[1];
    double c1 = Math.hypot(a1, one[2]);
    double c2 = Math.hypot(a2, two[2]);
    double h1 = hue(a1, one[2]);
    double h2 = hue(a2, two[2]);

    double deltaL = two[0] - one[0];
    double deltaC = c2 - c1;
    double turn = c1 * c2 == 0 ? 0 : h2 - h1;
    turn = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
    double deltaH = 2 * Math.sqrt(c1 * c2) * Math.sin(Math.toRadians(turn / 2));

    double meanL = (one[0] + two[0]) / 2;
    double meanC = (c1 + c2) / 2;
    double meanH = h1 + h2;
    if (c1 * c2 != 0) {
      meanH =
          Math.abs(h1 - h2) <= 180
              ? meanH / 2
              : meanH < 360 ? (meanH + 360) / 2 : (meanH - 360) / 2;
    }
    double t =
        1
            - 0.17 * Math.cos(Math.toRadians(meanH - 30))
            + 0.24 * Math.cos(Math.toRadians(2 * meanH))
            + 0.32 * Math.cos(Math.toRadians(3 * meanH + 6))
            - 0.20 * Math.cos(Math.toRadians(4 * meanH - 63));
    double off = Math.pow(meanL - 50, 2);
    double sl = 1 + 0.015 * off / Math.sqrt(20 + off);
    double sc = 1 + 0.045 * meanC;
    double sh = 1 + 0.015 * meanC * t;
    double rc = 2 * Math.sqrt(Math.pow(meanC, 7) / (Math.pow(meanC, 7) + Math.pow(25, 7)));
    double rotation = 30 * Math.exp(-Math.pow((meanH - 275) / 25, 2));
    double rt = -Math.sin(Math.toRadians(2 * rotation)) * rc;
    double l = deltaL / sl;
    double ch = deltaC / sc;
    double h = deltaH / sh;
    return Math.sqrt(l * l + ch * ch + h * h + rt * ch * h);
  }

  private static double hue(double a, double b) {
    double degrees = Math.toDegrees(Math.atan2(b, a));
    return degrees < 0 ? degrees + 360 : degrees;
  }
}
