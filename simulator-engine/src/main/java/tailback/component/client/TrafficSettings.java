package tailback.component.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tailback.program.Describe;

/** A group of clients: when their requests arrive and what they ask for. */
public record TrafficSettings(
    @Describe(
            value = "when requests arrive: poisson 200/s, closed 50 users think exponential 1s, …",
            required = true)
        Arrivals arrivals,
    @Describe("share of each endpoint; a trace names its own") Map<String, Double> requests,
    @Describe("points that the rate is multiplied by, linear between them") List<Point> profile,
    @Describe("a client gives up after this long; never when absent") Duration timeout) {

  /**
   * A point of a profile.
   *
   * @param at time since the end of the warm-up
   * @param x what the rate is multiplied by
   */
  public record Point(
      @Describe(value = "time since the end of the warm-up", required = true) Duration at,
      @Describe(value = "what the rate is multiplied by", required = true) double x) {}
}
