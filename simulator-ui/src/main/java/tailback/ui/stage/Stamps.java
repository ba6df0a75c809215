package tailback.ui.stage;

/**
 * Anti-aliased shapes, drawn once for each stripe and size: how much of each pixel they cover, 0 to
 * 255. Each pixel is sampled 8 × 8 times.
 */
final class Stamps {

  private static final int LARGEST = 96;
  private static final int SAMPLES = 8;

  private static final int STRIPES = Stripe.values().length;

  private final byte[][][] drawn = new byte[Glyph.values().length * STRIPES][LARGEST + 1][];

  /** The coverage of a shape of {@code size} × {@code size} pixels, row by row. */
  byte[] of(Glyph glyph, Stripe stripe, int size) {
    byte[][] sizes = drawn[glyph.ordinal() * STRIPES + stripe.ordinal()];
    if (sizes[size] == null) {
      sizes[size] = draw(glyph, stripe, size);
    }
    return sizes[size];
  }

  /** A size that there is a stamp of. */
  static int bounded(int size) {
    return Math.max(2, Math.min(LARGEST, size));
  }

  private static byte[] draw(Glyph glyph, Stripe stripe, int size) {
    byte[] coverage = new byte[size * size];
    double half = size / 2.0;
    for (int i = 0; i < coverage.length; i++) {
      int inside = 0;
      for (int s = 0; s < SAMPLES * SAMPLES; s++) {
        double x = i % size + (s % SAMPLES + 0.5) / SAMPLES;
        double y = i / size + (s / SAMPLES + 0.5) / SAMPLES;
        if (glyph.covers((x - half) / half, (y - half) / half, size, stripe)) {
          inside++;
        }
      }
      coverage[i] = (byte) (255 * inside / (SAMPLES * SAMPLES));
    }
    return coverage;
  }
}
