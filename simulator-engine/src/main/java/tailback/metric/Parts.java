package tailback.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Durations in parts that are independent of each other, or nearly so: the runs of several
 * replications, or the {@linkplain BatchMeans batches} of one run.
 *
 * <p>How much the parts differ tells how well a figure of all of them is known. Its 95 % interval
 * holds the figure itself. Student's t makes up for the small number of parts; a part weighs as
 * much as it holds durations (a ratio estimator, as for samples that come in clusters; Cochran,
 * <em>Sampling Techniques</em>, 1977, chapter 6).
 *
 * <p>Of a part is kept its {@link Outline}.
 */
public final class Parts {

  private static final double CONFIDENCE = 0.95;

  /** With fewer durations beyond a percentile, how much they vary is itself a matter of chance. */
  private static final int BEYOND = 50;

  private final Histogram whole = new Histogram();
  private final List<Outline> parts = new ArrayList<>();

  /** Adds a part. The histogram may be used for something else afterwards. */
  public void add(Histogram part) {
    whole.add(part);
    parts.add(new Outline(part));
  }

  /** These and one more, by themselves. */
  Parts and(Histogram part) {
    Parts more = new Parts();
    more.whole.add(whole);
    more.parts.addAll(parts);
    more.add(part);
    return more;
  }

  /** How many parts there are. */
  public int count() {
    return parts.size();
  }

  /** All durations, to look at. */
  public Histogram whole() {
    return whole;
  }

  /**
   * The interval for the mean of all durations, nanoseconds.
   *
   * @return null when there are fewer than two parts, or no durations
   */
  public Interval mean() {
    double mean = whole.mean();
    double half = half(part -> part.count() * (part.mean() - mean));
    return Double.isNaN(half) ? null : new Interval(mean - half, mean + half);
  }

  /**
   * The interval for a percentile of all durations, nanoseconds.
   *
   * <p>Whether a duration exceeds the percentile is yes or no, and the share of those that do not
   * has an interval like any mean: p ± h. Its ends are turned back into durations, those that p − h
   * and p + h of all do not exceed (Woodruff, <em>Confidence Intervals for Medians and Other
   * Position Measures</em>, 1952; for simulations, Heidelberger and Lewis, <em>Quantile Estimation
   * in Dependent Sequences</em>, 1984). So nothing is made of the percentiles of the parts, which
   * are biased when parts are small. The interval reaches further towards the tail, of which less
   * is known.
   *
   * @param percent such as 99
   * @return null when there are fewer than two parts, fewer than fifty durations beyond the
   *     percentile, or when p + h is all of them: nothing then says where the interval ends
   */
  public Interval percentile(double percent) {
    if (whole.count() * Math.min(percent, 100 - percent) < 100 * BEYOND) {
      return null;
    }
    long estimate = whole.percentile(percent);
    long beyond = parts.stream().mapToLong(part -> part.beyond(estimate)).sum();
    double share = (double) beyond / whole.count();
    double half = 100 * half(part -> part.beyond(estimate) - share * part.count());
    return percent - half > 0 && percent + half < 100
        ? new Interval(
            whole.bucketStart(whole.percentile(percent - half)), whole.percentile(percent + half))
        : null;
  }

  /**
   * Half the width of the interval of a mean: t √(n/(n−1) Σe²) over the number of durations.
   *
   * @param excess e, by how much the sum over a part is more than its share; they add up to nothing
   * @return not a number when there are fewer than two parts, or no durations
   */
  private double half(ToDoubleFunction<Outline> excess) {
    int count = parts.size();
    if (count < 2 || whole.count() == 0) {
      return Double.NaN;
    }
    double squares = 0;
    for (Outline part : parts) {
      double e = excess.applyAsDouble(part);
      squares += e * e;
    }
    return StudentT.quantile(CONFIDENCE, count - 1)
        * Math.sqrt(squares * count / (count - 1))
        / whole.count();
  }
}
