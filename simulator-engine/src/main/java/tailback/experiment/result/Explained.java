package tailback.experiment.result;

import java.util.List;
import tailback.metric.Interval;
import tailback.scenario.Expectation.Unit;

/**
 * What relieving each resource and limit of a scenario, one at a time, does to it.
 *
 * @param base the scenario as it is, its first run
 * @param runs how many pairs of runs each figure comes from
 * @param objective what is to get better
 * @param ranking more room: the best first
 * @param shorter work made shorter, which adds no room: the best first
 * @param fewer fewer of those who crowd what is full: the best first
 * @param together two at once, tried when none does by itself although something is full: the best
 *     first
 * @param next the others, tried once the first is relieved for good: the best first
 * @param spare resources that were never full, so that more of them changes nothing
 * @param unmet limits of which nothing was seen, so that they were not tried
 * @param refused reliefs that were not tried, since the scenario does not take them
 * @param complete false when somebody cut it short
 */
public record Explained(
    Results base,
    int runs,
    Objective objective,
    List<Relieved> ranking,
    List<Relieved> shorter,
    List<Relieved> fewer,
    List<Relieved> together,
    List<Relieved> next,
    List<Spare> spare,
    List<Untried> unmet,
    List<Untried> refused,
    boolean complete) {

  /**
   * What is to get better.
   *
   * @param measure such as {@code p95(page)}
   * @param unit of its figures
   * @param less whether less of it is better
   * @param symptom the expectation of the scenario that shows what is wrong; empty when it has none
   * @param shown in how many runs it shows
   * @param holds whether that is so in every run
   */
  public record Objective(
      String measure, Unit unit, boolean less, String symptom, int shown, boolean holds) {}

  /** What a relief is worth. */
  public enum Verdict {
    /** The symptom is gone in every run. */
    ENDS,
    /** It gets better by a tenth or more; the symptom, if there is one, is gone in some runs. */
    HELPS,
    /** It gets better by a tenth or more, and the symptom still shows in every run. */
    EASES,
    /** No difference that matters. */
    NOTHING,
    /** It gets better, and something else that users feel gets worse. */
    COSTS,
    /** It gets worse. */
    WORSE
  }

  /**
   * One relief, simulated.
   *
   * @param relieves the resource or limit
   * @param how what was changed, in words
   * @param sets the settings that do it
   * @param before the objective as it is: nanoseconds, a fraction, per second or a number
   * @param after the objective relieved
   * @param ci95 of after minus before; null when one pair alone was run
   * @param failedBefore the share of requests that failed
   * @param failedAfter that share, relieved
   * @param p95Before of all that was answered, nanoseconds
   * @param p95After that, relieved
   * @param rateBefore how many were answered, per second
   * @param rateAfter that, relieved
   * @param starved endpoints of which less than half as many are answered
   * @param tied whether its interval does not tell it from the best of its list
   */
  public record Relieved(
      String relieves,
      String how,
      List<String> sets,
      double before,
      double after,
      Interval ci95,
      double failedBefore,
      double failedAfter,
      double p95Before,
      double p95After,
      double rateBefore,
      double rateAfter,
      List<Starved> starved,
      boolean tied,
      Verdict verdict) {

    /** The same, and whether its interval tells it from the best. */
    public Relieved tied(boolean with) {
      return new Relieved(
          relieves,
          how,
          sets,
          before,
          after,
          ci95,
          failedBefore,
          failedAfter,
          p95Before,
          p95After,
          rateBefore,
          rateAfter,
          starved,
          with,
          verdict);
    }

    /** Whether it is worth doing. */
    public boolean isWorthwhile() {
      return verdict == Verdict.ENDS || verdict == Verdict.HELPS;
    }

    /** Whether it gets better, be it that the symptom stays. */
    public boolean isBetter() {
      return isWorthwhile() || verdict == Verdict.EASES;
    }
  }

  /**
   * An endpoint that pays for what others gain.
   *
   * @param before how many of its requests were answered, all pairs together
   * @param after how many are, relieved
   */
  public record Starved(String endpoint, long before, long after) {}

  /**
   * A resource that was never full.
   *
   * @param resource its name
   * @param peak most in use
   * @param capacity how many there are
   * @param utilisation busy share over the whole run
   */
  public record Spare(String resource, int peak, int capacity, double utilisation) {}

  /**
   * A relief that was not tried.
   *
   * @param relieves the resource or limit
   * @param how what would have been changed, in words
   * @param why what was not seen, or why the scenario does not take it
   */
  public record Untried(String relieves, String how, String why) {}
}
