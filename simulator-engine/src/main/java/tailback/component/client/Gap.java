package tailback.component.client;

import tailback.kernel.Stream;

/** How far one arrival is from the next, in the time in which one arrival is expected. */
interface Gap {

  /** The time of the next arrival, under an intensity that changes as it likes. */
  long next(Intensity intensity, long from, Stream stream);

  /** The gaps of open arrivals; null for others. */
  static Gap of(Arrivals arrivals) {
    if (arrivals instanceof Arrivals.Poisson) {
      return RANDOM;
    }
    if (arrivals instanceof Arrivals.Bursty bursty) {
      return bursty(bursty.cv());
    }
    return arrivals instanceof Arrivals.Constant ? EVEN : null;
  }

  /** Always the same: a metronome, slower and faster with the intensity. */
  Gap EVEN = (intensity, from, stream) -> intensity.after(from, 1);

  /** Exponential: a Poisson process. */
  Gap RANDOM = Intensity::after;

  /**
   * Hyperexponential with balanced means, which has any coefficient of variation from 1 on: short
   * gaps with probability p, long ones else, either kind making up half the time (Tijms, A First
   * Course in Stochastic Models, appendix B). So p = (1 + √((c² - 1) / (c² + 1))) / 2, and the mean
   * gaps are 1 / 2p and 1 / 2(1 - p).
   */
  static Gap bursty(double cv) {
    double square = cv * cv;
    double p = (1 + StrictMath.sqrt((square - 1) / (square + 1))) / 2;
    return (intensity, from, stream) -> {
      double mean = 1 / (2 * (stream.nextDouble() < p ? p : 1 - p));
      return intensity.after(from, -StrictMath.log(stream.nextOpenDouble()) * mean);
    };
  }
}
