package tailback.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

  private static final Set<String> TAILS =
      Set.of(
          "p90",
          "p95",
          "p99",
          "p999",
          "max",
          "errors",
          "statuses",
          "stale",
          "logouts",
          "orphans",
          "disconnects");
  private static final Map<String, Integer> MORE_IS_WORSE = Map.of("p50", 1, "mean", 1);
  private static final double NOTICEABLE_SHARE = 0.01;
  private static final double GONE = 0.5;

  /** Of a scenario and a run of it. */
  static Objective of(Scenario scenario, Results results) {
    Expectation symptom =
        scenario.expect().stream()
            .filter(each -> rank(each) < Integer.MAX_VALUE)
            .min(Comparator.comparingInt(Objective::rank))
            .orElse(null);
    if (symptom != null) {
      return new Objective(symptom, symptom);
    }
    boolean failing = results.requests().failed() > NOTICEABLE_SHARE * results.requests().offered();
    ScenarioReader reader = new ScenarioReader(Catalogue.standard());
    return new Objective(reader.figure(failing ? "errors" : "p95", scenario), null);
  }

  /** The lower the more it says about what is wrong; the largest when it says nothing. */
  private static int rank(Expectation expectation) {
    String name = expectation.measure().name();
    boolean bad =
        expectation.relation() == Relation.MORE || expectation.relation() == Relation.AT_LEAST;
    boolean between = expectation.relation() == Relation.BETWEEN;
    int sort =
        TAILS.contains(name)
            ? 0
            : name.equals("rate") ? 2 : MORE_IS_WORSE.getOrDefault(name, Integer.MAX_VALUE);
    if (sort == Integer.MAX_VALUE || expectation.low() == 0 && !between) {
      return sort == 0 && bad ? 0 : Integer.MAX_VALUE;
    }
    if (name.equals("rate")) {
      bad = expectation.relation() == Relation.LESS || expectation.relation() == Relation.AT_MOST;
    }
    return bad ? sort : between ? 3 + sort : Integer.MAX_VALUE;
  }

  /** Whether less of it is better. */
  boolean less() {
    return !figure.measure().name().equals("rate");
  }

  /**
   * Whether a run shows the symptom. The bounds of a {@code between} say what the scenario shows;
   * half of the lower one, or for a rate more than the upper one, is what makes it go away.
   */
  boolean shows(Expected measured) {
    if (symptom == null || symptom.relation() != Relation.BETWEEN) {
      return symptom != null && measured.holds();
    }
    return less() ? measured.figure() > GONE * symptom.low() : measured.figure() <= symptom.high();
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
