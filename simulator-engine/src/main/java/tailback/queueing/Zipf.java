package tailback.queueing;

import tailback.kernel.Stream;

/**
 * Which of many things somebody asks for when some are more popular: the k-th most popular with a
 * probability proportional to 1/k^skew, Zipf's law. A skew of 0 is no preference; pages and
 * products have about 0.7 to 1.1.
 *
 * <p>Drawn by rejection-inversion (Hörmann, Derflinger 1996), which takes no table and about one
 * attempt, however many things there are.
 */
public final class Zipf {

  /** Below this the quotients of {@code log1p} and {@code expm1} are their limits. */
  private static final double TINY = 1e-8;

  private final int things;
  private final double skew;
  private final double areaToOne;
  private final double areaToLast;
  private final double always;

  /**
   * The law for so many things.
   *
   * @param skew the exponent, 0 or more
   */
  public Zipf(int things, double skew) {
    if (things < 1 || !(skew >= 0)) {
      throw new IllegalArgumentException("Zipf's law of " + things + " things, skew " + skew);
    }
    this.things = things;
    this.skew = skew;
    areaToOne = area(1.5) - 1;
    areaToLast = area(things + 0.5);
    always = 2 - inverse(area(2.5) - weight(2));
  }

  /** The next one, from 0, the most popular, to one less than there are. */
  public int sample(Stream stream) {
    if (things == 1) {
      return 0;
    }
    if (skew == 0) {
      return stream.nextInt(things);
    }
    while (true) {
      double drawn = areaToLast + stream.nextDouble() * (areaToOne - areaToLast);
      double x = inverse(drawn);
      int k = Math.max(1, Math.min(things, (int) (x + 0.5)));
      if (k - x <= always || drawn >= area(k + 0.5) - weight(k)) {
        return k - 1;
      }
    }
  }

  /** 1/x^skew. */
  private double weight(double x) {
    return StrictMath.exp(-skew * StrictMath.log(x));
  }

  /** The integral of the weight from 1 to x. */
  private double area(double x) {
    double log = StrictMath.log(x);
    double power = (1 - skew) * log;
    return log * (Math.abs(power) > TINY ? StrictMath.expm1(power) / power : 1 + power / 2);
  }

  /** The x up to which the integral is that. */
  private double inverse(double area) {
    double t = Math.max(-1, area * (1 - skew));
    return StrictMath.exp(area * (Math.abs(t) > TINY ? StrictMath.log1p(t) / t : 1 - t / 2));
  }
}
