package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.experiment.Check.Case;
import tailback.experiment.Fix.Change;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Results.Expected;
import tailback.scenario.CostTable;
import tailback.scenario.Expectation;
import tailback.scenario.Scenario;
import tailback.scenario.Scenario.Verdict;
import tailback.scenario.ScenarioReader;

/**
 * What {@code explain} recommends for an incident, done and simulated with a seed that it has not
 * seen. The library proves a recommendation wrong when
 *
 * <ul>
 *   <li>a wrong fix does all that it does, at least as far, and no right or partial one is nearer;
 *   <li>or, done, it shows what a wrong fix has to show: all that the incident expects of itself,
 *       or what a wrong fix expects that goes the same way with some of the same settings;
 *   <li>or it does not make the objective better by the tenth that makes it worth doing.
 * </ul>
 */
final class Recommended {

  private static final double WORTHWHILE = 0.1;
  private static final Costs COSTS = CostTable.read();

  private final Path file;
  private final List<String> sets;
  private final long seed;
  private final Scenario scenario;
  private final List<Fix> fixes;
  private double before = Double.NaN;

  /**
   * For an incident.
   *
   * @param sets the load of it
   */
  Recommended(Path file, List<String> sets, long seed) {
    this.file = file;
    this.sets = sets;
    this.seed = seed;
    scenario = ScenarioReader.read(file, sets);
    fixes = Fix.all(file, scenario);
  }

  /**
   * Something that is recommended.
   *
   * @param sets what does it
   */
  record Doing(String how, List<String> sets, Objective objective) {

    /** What it changes, and from what, as far as it says. */
    List<Change> changes() {
      List<Change> changes = new ArrayList<>();
      for (String set : sets) {
        String path = set.substring(0, set.indexOf('='));
        String after = set.substring(set.indexOf('=') + 1);
        String before = null;
        for (String one : how.split(", ")) {
          String[] words = one.split(" ");
          if (words.length == 4
              && path.endsWith("." + words[0])
              && words[2].equals("→")
              && words[3].equals(after)) {
            before = words[1];
          }
        }
        changes.add(new Change(path.replaceFirst("^stack\\.", ""), before, after));
      }
      return changes;
    }
  }

  /** All that is recommended: alone, fewer, together, and what comes next on top of the first. */
  List<Doing> of(Explained explained) {
    Objective objective = Objective.of(scenario, explained.base());
    List<Doing> doings = new ArrayList<>();
    Stream.of(explained.ranking(), explained.fewer(), explained.together())
        .flatMap(List::stream)
        .filter(Relieved::isWorthwhile)
        .forEach(each -> doings.add(new Doing(each.how(), each.sets(), objective)));
    explained.next().stream()
        .filter(Relieved::isWorthwhile)
        .limit(1)
        .forEach(
            next -> {
              Relieved best = explained.ranking().get(0);
              List<String> both = new ArrayList<>(best.sets());
              both.addAll(next.sets());
              doings.add(new Doing(best.how() + ", " + next.how(), both, objective));
            });
    return doings;
  }

  void assertNotProvenWrong(Doing doing) {
    List<Change> changes = doing.changes();
    assertThat(fixes).as(doing.toString()).noneMatch(fix -> provesWrong(fix, changes));
    Scenario done = done(doing);
    List<Expectation> symptoms = done.expect();
    List<Expectation> asked = new ArrayList<>(symptoms);
    List<Fix> akin =
        fixes.stream().filter(fix -> fix.is(Verdict.WRONG) && fix.isWithin(changes)).toList();
    akin.forEach(fix -> asked.addAll(fix.variant().scenario().expect()));
    asked.addAll(Objective.asked(done, doing.objective().symptom()));
    List<Expected> seen = run(done, asked);
    assertGone(doing, seen.subList(0, symptoms.size()));
    int from = symptoms.size();
    for (Fix fix : akin) {
      int to = from + fix.variant().scenario().expect().size();
      if (to > from) {
        assertGone(doing, seen.subList(from, to));
      }
      from = to;
    }
    assertBetter(doing, seen);
  }

  /** A wrong fix that does as much or more, where no other is nearer that is not wrong. */
  private boolean provesWrong(Fix fix, List<Change> changes) {
    return fix.is(Verdict.WRONG)
        && !fix.changesDemand()
        && fix.doesAllOf(changes)
        && fixes.stream().noneMatch(other -> isNearer(other, fix, changes));
  }

  private static boolean isNearer(Fix other, Fix wrong, List<Change> changes) {
    return (other.is(Verdict.RIGHT) || other.is(Verdict.PARTIAL))
        && other.isWithin(changes)
        && changes.stream()
            .filter(each -> other.sets().containsKey(each.path()))
            .allMatch(
                each ->
                    new Change(each.path(), each.before(), other.sets().get(each.path()))
                        .isReachedBy(wrong.sets().get(each.path())));
  }

  private static void assertGone(Doing doing, List<Expected> symptoms) {
    assertThat(symptoms).as(doing + " does not help").anyMatch(each -> !each.holds());
  }

  /** The objective gets better with this seed as well. */
  void assertBetter(Doing doing) {
    Scenario done = done(doing);
    assertBetter(doing, run(done, Objective.asked(done, doing.objective().symptom())));
  }

  private void assertBetter(Doing doing, List<Expected> seen) {
    Objective objective = doing.objective();
    if (Double.isNaN(before)) {
      before = figure(objective, run(scenario, Objective.asked(scenario, objective.symptom())));
    }
    double after = figure(objective, seen);
    double gain = (objective.less() ? before - after : after - before) / Math.abs(before);
    assertThat(gain).as("%s: from %s to %s", doing, before, after).isGreaterThan(WORTHWHILE);
  }

  private static double figure(Objective objective, List<Expected> seen) {
    return seen.stream()
        .filter(each -> each.text().equals(objective.figure().text()))
        .findFirst()
        .orElseThrow()
        .figure();
  }

  private Scenario done(Doing doing) {
    List<String> all = new ArrayList<>(sets);
    all.addAll(doing.sets());
    Scenario done = new ScenarioReader(Catalogue.standard()).plain(file, all);
    return done.expecting(scenario.expect());
  }

  private List<Expected> run(Scenario of, List<Expectation> asked) {
    Map<String, Scenario> others = new LinkedHashMap<>();
    others.put(Check.AS_IT_IS, scenario);
    scenario.whatIf().forEach((name, variant) -> others.put(name, variant.scenario()));
    return new Case(Check.AS_IT_IS, of.expecting(asked), others).run(COSTS, seed);
  }
}
