package tailback.experiment;

import java.util.ArrayList;
import java.util.List;
import tailback.component.Costs;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Expected;
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
   */
  public record Case(String variant, Scenario scenario) {

    /** Runs it, and tells what became of each expectation. */
    public List<Expected> run(Costs costs, long seed) {
      Results results = new Experiment(scenario, costs).seed(seed).run();
      return results.expectations();
    }
  }

  /** The runs to make: those that expect something. */
  public List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    if (!scenario.expect().isEmpty()) {
      cases.add(new Case(AS_IT_IS, scenario));
    }
    for (Variant variant : scenario.whatIf().values()) {
      Scenario changed = variant.scenario();
      if (changed.expect().isEmpty() && variant.verdict() == Verdict.WRONG) {
        changed = changed.expecting(scenario.expect());
      }
      if (!changed.expect().isEmpty()) {
        cases.add(new Case(variant.name(), changed));
      }
    }
    return cases;
  }
}
