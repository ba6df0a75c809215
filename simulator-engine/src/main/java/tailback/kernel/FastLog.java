package tailback.kernel;

/**
 * -log(u) of a uniform number, several times as fast as {@link StrictMath#log}, with an error below
 * {@link #ERROR}.
 *
 * <p>A sample is a whole number of nanoseconds, so nearly always this is enough to know it; where
 * the error could round it to another, the sampler takes {@link StrictMath#log}. So the samples are
 * those of {@link StrictMath}, to the last bit, on every machine.
 *
 * <p>u = 2^e × c × (1 + r), where c is one of 256 numbers from 1 to 2 and |r| &lt; 2^-9: then log u
 * = e log 2 + log c + r - r²/2 + r³/3 - r⁴/4, and the rest is below 10^-14.
 */
public final class FastLog {

  /** What the result may be off by at most; its true error is a fifth of that. */
  public static final double ERROR = 1e-13;

  /** Relative error of a product and a sum in double precision, with some to spare. */
  private static final double ROUNDING = 0x1.0p-50;

  /**
   * A sum with this number has no digits behind the point, and is a whole number in the last bits
   * of its mantissa. Conversions to and from a whole number would do the same, but make every
   * sample wait for the one before it: the processor's instruction keeps half of its register.
   */
  private static final double WHOLE = 0x1.8p52;

  private static final long WHOLE_BITS = Double.doubleToRawLongBits(WHOLE);

  /** -log(u) is shorter than this: u is at least 2^-53. */
  private static final double LONGEST = 37;

  private static final int BITS = 8;
  private static final int SIZE = 1 << BITS;
  private static final long ONE = 0x3ff0000000000000L;
  private static final double THIRD = 1.0 / 3;

  /** -e log 2, by the number of zeros before the first digit of u × 2^53 in 64 bits. */
  private static final double[] HALVINGS = new double[Long.SIZE];

  /** 1 / c and -log c, side by side. */
  private static final double[] TABLE = new double[2 * SIZE];

  static {
    double log2 = StrictMath.log(2);
    for (int zeros = 0; zeros < Long.SIZE; zeros++) {
      HALVINGS[zeros] = (zeros - 10) * log2;
    }
    for (int i = 0; i < SIZE; i++) {
      double c = 1 + (i + 0.5) / SIZE;
      TABLE[2 * i] = 1 / c;
      TABLE[2 * i + 1] = -StrictMath.log(c);
    }
  }

  private FastLog() {}

  /** round(-mean × log(u)) for u = odd × 2^-53, where odd has at most 53 bits. */
  static long exponential(long odd, double mean) {
    double exact = mean * minusLog(odd);
    double shifted = exact + WHOLE;
    double rest = Math.abs(exact - (shifted - WHOLE));
    return rest < 0.5 - mean * (ERROR + LONGEST * ROUNDING)
        ? Double.doubleToRawLongBits(shifted) - WHOLE_BITS
        : Math.round(-mean * StrictMath.log(odd * 0x1.0p-53));
  }

  /** -log(u) for u = odd × 2^-53, where odd has at most 53 bits. */
  public static double minusLog(long odd) {
    int zeros = Long.numberOfLeadingZeros(odd);
    long leading = odd << zeros;
    int entry = (int) (leading >>> (Long.SIZE - 2 - BITS)) & 2 * (SIZE - 1);
    double mantissa = Double.longBitsToDouble(leading << 1 >>> 12 | ONE);
    double r = mantissa * TABLE[entry] - 1;
    double r2 = r * r;
    double series = (0.5 - r * THIRD) + r2 * 0.25;
    return (TABLE[entry + 1] + HALVINGS[zeros] - r) + r2 * series;
  }
}
