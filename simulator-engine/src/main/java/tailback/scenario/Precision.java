package tailback.scenario;

import tailback.scenario.Expectation.Unit;

/**
 * How well a measure is to be known: how wide its 95 % interval may be, such as {@code
 * p99(checkout) 5%}.
 *
 * @param text the measure as it was written, {@code p99(checkout)}
 * @param measure what is measured
 * @param unit what its figures are: times in nanoseconds, shares as fractions, rates per second, or
 *     plain numbers
 * @param width half the width of the interval at most, in that unit; a fraction of the figure when
 *     it is relative
 * @param relative whether the width is a share of the figure
 */
public record Precision(String text, Measure measure, Unit unit, double width, boolean relative) {}
