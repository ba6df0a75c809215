package tailback.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tailback.experiment.Objective.Seen;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Explained.Starved;
import tailback.experiment.result.Explained.Verdict;
import tailback.metric.PairedDifference;
import tailback.scenario.Relief;

/** Judges reliefs by what they did to the objective, and puts the best first. */
final class Ranking {

  /** Of the objective: less is not worth the work. */
  private static final double WORTHWHILE = 0.1;

  /**
   * More failures by this, so much less answered, of one endpoint so much less, or a p95 so many
   * times as long, is a price.
   */
  private static final double MORE_FAILED = 0.01;

  private static final double ANSWERED = 0.95;
  private static final double STARVED = 0.5;
  private static final double LONGER = 1.5;
  private static final double MOST = 0.95;

  /** Of fewer requests nothing is said. */
  private static final long FEW = 5;

  private final Objective objective;
  private final Trials trials;

  Ranking(Trials trials) {
    this.trials = trials;
    objective = trials.asked();
  }

  /**
   * The reliefs that were run, the best first: what makes it better, then what does not, then what
   * costs something.
   */
  List<Relieved> of(List<Relief> reliefs) {
    List<Relieved> judged = new ArrayList<>();
    for (Relief relief : reliefs) {
      String name = Trials.name(relief.sets());
      if (trials.has(name)) {
        judged.add(judge(relief, trials.of(Trials.AS_IT_IS), trials.of(name)));
      }
    }
    judged.sort(
        Comparator.comparing((Relieved each) -> each.verdict() == Verdict.COSTS)
            .thenComparing(each -> !each.isBetter())
            .thenComparingDouble(each -> objective.less() ? each.after() : -each.after()));
    List<Relieved> ranked = new ArrayList<>();
    for (Relieved each : judged) {
      ranked.add(tied(each, judged.get(0)));
    }
    return ranked;
  }

  private Relieved judge(Relief relief, Seen[] before, Seen[] after) {
    PairedDifference difference = difference(before, after, Seen::figure);
    double was = mean(before, Seen::figure);
    double is = mean(after, Seen::figure);
    return new Relieved(
        relief.relieves(),
        relief.how(),
        relief.sets(),
        was,
        is,
        difference.interval(),
        mean(before, Seen::failed),
        mean(after, Seen::failed),
        mean(before, Seen::p95),
        mean(after, Seen::p95),
        mean(before, Seen::rate),
        mean(after, Seen::rate),
        starved(before, after),
        false,
        verdict(difference, was, is, before, after));
  }

  private Verdict verdict(
      PairedDifference difference, double was, double is, Seen[] before, Seen[] after) {
    double gain = (objective.less() ? was - is : is - was) / Math.abs(was);
    boolean gone =
        objective.symptom() != null
            && Arrays.stream(before).allMatch(Seen::symptom)
            && Arrays.stream(after).noneMatch(Seen::symptom);
    boolean shown = difference.interval() == null || isShown(before, after);
    if (Double.isNaN(gain) || !shown) {
      return gone && gain > WORTHWHILE ? Verdict.ENDS : Verdict.NOTHING;
    }
    if (gain < -WORTHWHILE) {
      return Verdict.WORSE;
    }
    if (gain < WORTHWHILE && !(gone && gain > 0)) {
      return Verdict.NOTHING;
    }
    boolean fail = mean(after, Seen::failed) > mean(before, Seen::failed) + MORE_FAILED;
    boolean idle = mean(after, Seen::rate) < ANSWERED * mean(before, Seen::rate);
    boolean slow = isAboutFailures() && isSlower(before, after);
    if (fail || idle || slow || !starved(before, after).isEmpty()) {
      return Verdict.COSTS;
    }
    boolean stays = objective.symptom() != null && Arrays.stream(after).allMatch(Seen::symptom);
    return gone ? Verdict.ENDS : stays ? Verdict.EASES : Verdict.HELPS;
  }

  /**
   * Whether the pairs show a difference: the interval of their differences does not hold zero, or
   * that of their ratios does not hold one. Under overload, where runs differ by their length, it
   * is the ratio that they agree on.
   */
  private static boolean isShown(Seen[] before, Seen[] after) {
    return difference(before, after, Seen::figure).isShown()
        || difference(before, after, Ranking::logarithm).isShown();
  }

  /** Not a number where there is nothing. */
  private static double logarithm(Seen seen) {
    return seen.figure() > 0 ? StrictMath.log(seen.figure()) : Double.NaN;
  }

  /** Endpoints of which much less is answered, whatever the others gain by that. */
  private static List<Starved> starved(Seen[] before, Seen[] after) {
    List<Starved> starved = new ArrayList<>();
    for (String endpoint : before[0].answered().keySet()) {
      long was = answered(endpoint, before);
      long is = answered(endpoint, after);
      if (was >= FEW && is < STARVED * was) {
        starved.add(new Starved(endpoint, was, is));
      }
    }
    return List.copyOf(starved);
  }

  private static long answered(String endpoint, Seen[] seen) {
    return Arrays.stream(seen).mapToLong(each -> each.answered().getOrDefault(endpoint, 0L)).sum();
  }

  /**
   * Whether those who are answered wait longer, and not only since more of them are: fewer of all
   * are answered as quickly as most were before.
   */
  private static boolean isSlower(Seen[] before, Seen[] after) {
    double was = mean(before, Seen::p95);
    return mean(after, Seen::p95) > LONGER * was
        && mean(after, seen -> seen.within(was)) < mean(before, seen -> MOST * seen.completed());
  }

  private boolean isAboutFailures() {
    String name = objective.figure().measure().name();
    return name.equals("errors") || name.equals("statuses");
  }

  /** Whether it is as good as the best, as far as the pairs can tell. */
  private Relieved tied(Relieved each, Relieved best) {
    Seen[] its = trials.of(Trials.name(each.sets()));
    Seen[] first = trials.of(Trials.name(best.sets()));
    boolean told =
        difference(first, its, Seen::figure).interval() == null
            ? each.after() != best.after()
            : isShown(first, its);
    return each.tied(!told && each.verdict() == best.verdict());
  }

  private static PairedDifference difference(
      Seen[] before, Seen[] after, ToDoubleFunction<Seen> figure) {
    return PairedDifference.of(
        mean(before, figure),
        mean(after, figure),
        Arrays.stream(before).mapToDouble(figure).toArray(),
        Arrays.stream(after).mapToDouble(figure).toArray());
  }

  private static double mean(Seen[] seen, ToDoubleFunction<Seen> figure) {
    return Arrays.stream(seen).mapToDouble(figure).average().orElse(Double.NaN);
  }
}
