package tailback.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tailback.component.Catalogue;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Expected;
import tailback.scenario.Expectation;
import tailback.scenario.Expectation.Relation;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * What is to get better when something is relieved: what users feel, as the scenario's own
 * expectations speak about it. An expectation that says it is bad, such as {@code p95(page) > 1s},
 * is the symptom; of several the first that is about a tail of the latency or about failures.
 *
 * @param figure measures it
 * @param symptom the expectation that shows what is wrong; null when the scenario has none
 */
record Objective(Expectation figure, Expectation symptom) {

  private static final Set<String> FAILURES =
      Set.of("errors", "statuses", "stale", "logouts", "orphans", "disconnects");

  private static final Set<String> TAILS = Set.of("p90", "p95", "p99", "p999", "max");
  private static final Set<String> USUAL = Set.of("p50", "mean");
  private static final String RATE = "rate";

  /** Says nothing about what is wrong. */
  private static final int NOTHING = Integer.MAX_VALUE;

  private static final double NOTICEABLE_SHARE = 0.01;
  private static final double GONE = 0.5;

  /** Of a scenario and a run of it. */
  static Objective of(Scenario scenario, Results results) {
    Expectation symptom =
        scenario.expect().stream()
            .filter(each -> rank(each) < NOTHING)
            .min(Comparator.comparingInt(Objective::rank))
            .orElse(null);
    if (symptom != null) {
      return new Objective(symptom, symptom);
    }
    boolean failing = results.requests().failed() > NOTICEABLE_SHARE * results.requests().offered();
    ScenarioReader reader = new ScenarioReader(Catalogue.standard());
    return new Objective(reader.figure(failing ? "errors" : "p95", scenario), null);
  }

  /** The lower the more it says about what is wrong. */
  private static int rank(Expectation expectation) {
    String name = expectation.measure().name();
    return switch (expectation.relation()) {
      case MORE, AT_LEAST ->
          FAILURES.contains(name) || TAILS.contains(name) ? 0 : USUAL.contains(name) ? 1 : NOTHING;
      case LESS, AT_MOST -> name.equals(RATE) ? 2 : NOTHING;
      case BETWEEN -> FAILURES.contains(name) && expectation.low() > 0 ? 3 : NOTHING;
      case EQUAL -> NOTHING;
    };
  }

  /** Whether less of it is better. */
  boolean less() {
    return !figure.measure().name().equals(RATE);
  }

  /**
   * Whether a run shows the symptom. The bounds of a {@code between} say what the scenario shows;
   * half of the lower one is what makes it go away.
   */
  boolean shows(Expected measured) {
    if (symptom == null) {
      return false;
    }
    return symptom.relation() == Relation.BETWEEN
        ? measured.figure() > GONE * symptom.low()
        : measured.holds();
  }

  /** As the scenario writes it, without its bounds. */
  String measure() {
    String text = figure.text();
    return symptom == null
        ? text
        : text.replaceFirst("\\s*(<=|>=|==|<|>|\\bbetween\\b).*$", "").strip();
  }

  /** What runs are asked: the objective, and what must not get worse meanwhile. */
  List<Expectation> asked(Scenario scenario) {
    ScenarioReader reader = new ScenarioReader(Catalogue.standard());
    return List.of(figure, reader.figure("errors", scenario), reader.figure("p95", scenario));
  }
}
