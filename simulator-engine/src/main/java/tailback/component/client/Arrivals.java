package tailback.component.client;

import tailback.queueing.Distribution;

/** When requests arrive. */
public sealed interface Arrivals {

  /** The rate, requests per second; 0 where there is none, as it depends on the answers. */
  default double perSecond() {
    return 0;
  }

  /**
   * Independent visitors: exponential gaps.
   *
   * @param perSecond the rate, requests per second
   */
  record Poisson(double perSecond) implements Arrivals {}

  /**
   * Visitors in bursts: a renewal process whose gaps have this coefficient of variation.
   *
   * @param perSecond the rate, requests per second
   * @param cv standard deviation of a gap over its mean; 1 is poisson
   */
  record Bursty(double perSecond, double cv) implements Arrivals {}

  /**
   * Evenly spaced, as a metronome.
   *
   * @param perSecond the rate, requests per second
   */
  record Constant(double perSecond) implements Arrivals {}

  /**
   * Users who send the next request only after the answer to the last and a pause, as {@code ab -c}
   * and {@code wrk} do.
   *
   * @param users how many
   * @param think the pause between an answer and the next request
   */
  record Closed(int users, Distribution think) implements Arrivals {}

  /**
   * As recorded.
   *
   * @param recording the arrivals
   */
  record Trace(Recording recording) implements Arrivals {}
}
