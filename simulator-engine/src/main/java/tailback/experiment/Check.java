package tailback.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tailback.component.Costs;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Expected;
import tailback.scenario.Expectation;
import tailback.scenario.Expectation.Relation;
import tailback.scenario.Expectation.Yardstick;
import tailback.scenario.Scenario;
import tailback.scenario.Scenario.Variant;
import tailback.scenario.Scenario.Verdict;

/**
 * Checks what a scenario expects: of itself, and of each of its variants. A variant that is judged
 * wrong and expects nothing of its own must show the scenario's own symptom.
 */
public final class Check {

  /** The name under which the scenario itself is reported. */
  public static final String AS_IT_IS = "";

  private final Scenario scenario;

  /** A check of this scenario. */
  public Check(Scenario scenario) {
    this.scenario = scenario;
  }

  /**
   * One run to make.
   *
   * @param variant its name; {@link #AS_IT_IS} for the scenario itself
   * @param scenario what is run
   * @param others the scenario and its variants, which an expectation may be a fraction of, by name
   */
  public record Case(String variant, Scenario scenario, Map<String, Scenario> others) {

    /** Runs it, and tells what became of each expectation. */
    public List<Expected> run(Costs costs, long seed) {
      List<Expectation> known =
          scenario.expect().stream().map(each -> measured(each, costs, seed)).toList();
      return new Experiment(scenario.expecting(known), costs).seed(seed).run().expectations();
    }

    /**
     * An expectation whose bounds stand for themselves: what they are fractions of is run first.
     */
    private Expectation measured(Expectation expectation, Costs costs, long seed) {
      Yardstick yardstick = expectation.yardstick();
      if (yardstick == null || yardstick.run() == Yardstick.Run.THIS) {
        return expectation;
      }
      Scenario other =
          others.get(yardstick.run() == Yardstick.Run.BEFORE ? AS_IT_IS : yardstick.variant());
      Scenario asked =
          other.expecting(
              List.of(
                  new Expectation(
                      yardstick.measure().name(),
                      yardstick.measure(),
                      Relation.AT_LEAST,
                      0,
                      0,
                      expectation.unit(),
                      null)));
      Results results = new Experiment(asked, costs).seed(seed).run();
      return expectation.of(results.expectations().get(0).figure());
    }
  }

  /** The runs to make: those that expect something. */
  public List<Case> cases() {
    Map<String, Scenario> others = new LinkedHashMap<>();
    others.put(AS_IT_IS, scenario);
    scenario.whatIf().forEach((name, variant) -> others.put(name, variant.scenario()));
    List<Case> cases = new ArrayList<>();
    if (!scenario.expect().isEmpty()) {
      cases.add(new Case(AS_IT_IS, scenario, others));
    }
    for (Variant variant : scenario.whatIf().values()) {
      Scenario changed = variant.scenario();
      if (changed.expect().isEmpty() && variant.verdict() == Verdict.WRONG) {
        changed = changed.expecting(scenario.expect());
      }
      if (!changed.expect().isEmpty()) {
        cases.add(new Case(variant.name(), changed, others));
      }
    }
    return cases;
  }
}
