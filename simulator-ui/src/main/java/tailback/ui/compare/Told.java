package tailback.ui.compare;

import java.util.Locale;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Compared.Difference;
import tailback.metric.Interval;

/**
 * What replications have told of one figure so far, in words.
 *
 * @param figure what is compared
 * @param of on both sides, and its paired difference; null while not one pair has ended
 * @param pairs how many pairs have ended
 */
public record Told(Figure figure, Difference of, int pairs) {

  /** After fewer pairs the interval is shown, but nobody is told what to make of it. */
  public static final int FEWEST = 5;

  /** What is told of a figure; {@code compared} is null while not one pair has ended. */
  public static Told of(Figure figure, Compared compared) {
    return compared == null
        ? new Told(figure, null, 0)
        : new Told(
            figure, compared.differences().get(figure.measure()), compared.a().replications());
  }

  private boolean isKnown() {
    return of != null && of.paired().interval() != null;
  }

  /** The difference with its interval: −410 ms ± 35. */
  public String text() {
    if (of == null) {
      return "…";
    }
    double estimate = of.paired().estimate();
    Interval interval = of.paired().interval();
    return interval == null || of.paired().isExactlyZero()
        ? figure.signed(estimate)
        : figure.within(estimate, interval.half());
  }

  /** Whether the difference is told from chance. */
  public boolean isTold() {
    return isKnown() && pairs >= FEWEST && of.paired().isShown();
  }

  /** What the difference means: better, worse, the same, or that it may be chance; or nothing. */
  public String verdict() {
    if (!isKnown() || pairs < FEWEST) {
      return "";
    }
    if (of.paired().isExactlyZero()) {
      return "the same";
    }
    return of.paired().isShown() ? figure.judged(of.paired().estimate()) : "may be chance";
  }

  /** The same in sentences. */
  public String sentence() {
    if (of == null) {
      return "The first pair of runs is under way.";
    }
    String levels =
        String.format(
            Locale.ROOT,
            "%s over the whole run%s: A %s, B %s.",
            figure.word(),
            figure.isLatency() ? ", of the requests that were answered" : "",
            figure.level(of.before()),
            figure.level(of.after()));
    if (!isKnown()) {
      return levels + " An interval takes two pairs of runs in which both sides have the figure.";
    }
    Interval interval = of.paired().interval();
    String where =
        String.format(
            Locale.ROOT,
            " B − A is %s; after %d replications 95 %% of such intervals hold the true difference:"
                + " %s to %s.",
            figure.signed(of.paired().estimate()),
            pairs,
            figure.signed(interval.lower()),
            figure.signed(interval.upper()));
    return levels + where + meaning();
  }

  private String meaning() {
    return switch (verdict()) {
      case "better", "worse" ->
          " The interval does not hold zero: the difference is told from chance, and B is "
              + verdict()
              + ".";
      case "the same" -> " Not one pair differs.";
      case "" -> " Of fewer than " + FEWEST + " replications nothing is concluded.";
      default -> " The interval holds zero: the difference is not told from chance.";
    };
  }
}
