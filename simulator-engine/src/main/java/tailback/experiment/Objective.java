package tailback.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tailback.component.Catalogue;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Expected;
import tailback.experiment.result.Results.Latency;
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
  private static final String ERRORS = "errors";
  private static final String P95 = "p95";

  /** Says nothing about what is wrong. */
  private static final int NOTHING = Integer.MAX_VALUE;

  private static final double NOTICEABLE_SHARE = 0.01;
  private static final double GONE = 0.5;

  /** Of a scenario and a run of it. */
  static Objective of(Scenario scenario, Results results) {
    Expectation symptom = symptom(scenario);
    if (symptom != null) {
      return new Objective(symptom, symptom);
    }
    boolean failing = results.requests().failed() > NOTICEABLE_SHARE * results.requests().offered();
    return new Objective(figure(failing ? ERRORS : P95, scenario), null);
  }

  /** What runs of a scenario are asked: whatever its objective may be, and what may get worse. */
  static List<Expectation> asked(Scenario scenario, Expectation symptom) {
    List<Expectation> asked = new ArrayList<>();
    if (symptom != null) {
      asked.add(symptom);
    }
    asked.add(figure(ERRORS, scenario));
    asked.add(figure(P95, scenario));
    return asked;
  }

  /** The expectation that shows what is wrong; null when the scenario has none. */
  static Expectation symptom(Scenario scenario) {
    return scenario.expect().stream()
        .filter(each -> rank(each) < NOTHING)
        .min(Comparator.comparingInt(Objective::rank))
        .orElse(null);
  }

  private static Expectation figure(String measure, Scenario scenario) {
    return new ScenarioReader(Catalogue.standard()).figure(measure, scenario);
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
   * What one run showed.
   *
   * @param figure the objective; not a number when there was nothing to measure
   * @param symptom whether what is wrong shows
   * @param failed the share of requests that failed
   * @param completed the share that was answered
   * @param latency of all that was answered
   * @param rate how many were answered, per second
   * @param answered how many of each endpoint
   */
  record Seen(
      double figure,
      boolean symptom,
      double failed,
      double completed,
      Latency latency,
      double rate,
      Map<String, Long> answered) {

    private static final double NANOS = 1e6;

    /** Of all that was answered, nanoseconds. */
    double p95() {
      return NANOS * latency.p95();
    }

    /** What share was answered within this time at least, as far as its percentiles tell. */
    double within(double nanos) {
      double millis = nanos / NANOS;
      double least =
          latency.p95() <= millis
              ? 0.95
              : latency.p90() <= millis ? 0.9 : latency.p50() <= millis ? 0.5 : 0;
      return least * completed;
    }
  }

  /** Reads it from a run that was {@linkplain #asked asked} for it. */
  Seen seen(Results results) {
    Expected its = expected(figure.text(), results);
    Map<String, Long> answered = new LinkedHashMap<>();
    results.endpoints().forEach((name, endpoint) -> answered.put(name, endpoint.completed()));
    return new Seen(
        its.figure(),
        symptom != null && shows(its),
        expected(ERRORS, results).figure(),
        (double) results.requests().completed() / results.requests().offered(),
        results.all().latencyMs(),
        results.all().throughputRps(),
        answered);
  }

  private static Expected expected(String text, Results results) {
    return results.expectations().stream()
        .filter(each -> each.text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Whether a run shows the symptom. The bounds of a {@code between} say what the scenario shows;
   * half of the lower one is what makes it go away.
   */
  private boolean shows(Expected measured) {
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
}
