package tailback.component.client;

import java.util.List;
import tailback.component.client.TrafficSettings.Point;
import tailback.kernel.FastLog;
import tailback.kernel.Stream;

/**
 * The rate of arrivals over time: a base rate times a profile that is linear between its points.
 */
final class Intensity {

  private final double perNano;
  private final long[] at;
  private final double[] x;

  /**
   * An intensity.
   *
   * @param perSecond the base rate
   * @param profile points by ascending time; null for a constant rate
   * @param timeZero the end of the warm-up, from which the points count
   */
  Intensity(double perSecond, List<Point> profile, long timeZero) {
    perNano = perSecond / 1e9;
    int points = profile == null ? 0 : profile.size();
    at = new long[points];
    x = new double[points];
    for (int i = 0; i < points; i++) {
      at[i] = timeZero + profile.get(i).at().toNanos();
      x[i] = profile.get(i).x();
    }
  }

  /**
   * The time by which as many arrivals are expected after {@code from} as an exponential number
   * with mean 1 says: that of the next arrival of a Poisson process.
   *
   * @return nanoseconds; {@link Long#MAX_VALUE} when the rate is zero from some time on
   */
  long after(long from, Stream stream) {
    long odd = stream.nextOdd();
    if (at.length == 0) {
      double quick = from + FastLog.minusLog(odd) / perNano;
      double slack = FastLog.ERROR / perNano + 4 * Math.ulp(quick);
      long time = Math.round(quick);
      if (Math.abs(quick - time) + slack < 0.5) {
        return time;
      }
    }
    return after(from, -StrictMath.log(odd * 0x1.0p-53));
  }

  /**
   * The time by which so many arrivals are expected after {@code from}.
   *
   * @return nanoseconds; {@link Long#MAX_VALUE} when the rate is zero from some time on
   */
  long after(long from, double arrivals) {
    double area = arrivals / perNano;
    double time = from;
    int next = 0;
    while (next < at.length && at[next] <= from) {
      next++;
    }
    while (true) {
      double here = multiplier(time, next);
      double end = next < at.length ? at[next] : Double.POSITIVE_INFINITY;
      boolean sloped = next > 0 && next < at.length;
      double slope = sloped ? (x[next] - x[next - 1]) / (at[next] - at[next - 1]) : 0;
      double length = end - time;
      double available =
          length == Double.POSITIVE_INFINITY
              ? (here > 0 ? Double.POSITIVE_INFINITY : 0)
              : (here + slope * length / 2) * length;
      if (area <= available && (here > 0 || slope > 0)) {
        double root = StrictMath.sqrt(Math.max(0, here * here + 2 * slope * area));
        return Math.round(time + 2 * area / (here + root));
      }
      if (next >= at.length) {
        return Long.MAX_VALUE;
      }
      area -= available;
      time = end;
      next++;
    }
  }

  /** The multiplier at a time before point {@code next} and not before the one ahead of it. */
  private double multiplier(double time, int next) {
    if (at.length == 0) {
      return 1;
    }
    if (next == 0) {
      return x[0];
    }
    if (next == at.length) {
      return x[next - 1];
    }
    double span = at[next] - at[next - 1];
    return x[next - 1] + (x[next] - x[next - 1]) * (time - at[next - 1]) / span;
  }
}
