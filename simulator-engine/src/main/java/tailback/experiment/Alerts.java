package tailback.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import tailback.experiment.result.Results;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.scenario.Alert;
import tailback.scenario.Expectation;

/**
 * Evaluates alert rules while a run goes on, as Prometheus does: at regular times, on what was
 * counted until then. An alert is pending while its condition holds, fires when it has held for
 * long enough, and is resolved at the first evaluation at which it does not. What cannot be told,
 * such as a percentile of no requests, does not hold. Requests count when they end.
 */
final class Alerts {

  private static final double SECOND = 1e9;

  private final Simulation simulation;
  private final long timeZero;
  private final Event<Rule> evaluation;
  private final Consumer<String> fires;
  private final List<Rule> rules = new ArrayList<>();

  /**
   * The rules of a run.
   *
   * @param fires told the name of an alert when it begins to fire
   */
  Alerts(
      List<Alert> alerts,
      Recent.Sources sources,
      Simulation simulation,
      long timeZero,
      Consumer<String> fires) {
    this.simulation = simulation;
    this.timeZero = timeZero;
    this.fires = fires;
    evaluation = simulation.event("alert rule", this::onEvaluation);
    for (Alert each : alerts) {
      rules.add(new Rule(each, Recent.of(each, sources)));
    }
  }

  private static final class Rule {
    private final Alert alert;
    private final Recent recent;
    private final List<double[]> firings = new ArrayList<>();
    private long pendingSince = -1;
    private boolean firing;

    private Rule(Alert alert, Recent recent) {
      this.alert = alert;
      this.recent = recent;
    }
  }

  /** Begins at time zero: the first evaluation is one interval later. */
  void start() {
    for (Rule rule : rules) {
      rule.recent.begin();
      evaluation.in(rule.alert.every().toNanos(), rule);
    }
  }

  /** A request has ended. */
  void ended(Request request, int status, long now) {
    for (Rule rule : rules) {
      rule.recent.ended(request, status, now);
    }
  }

  private void onEvaluation(Rule rule) {
    evaluation.in(rule.alert.every().toNanos(), rule);
    Expectation when = rule.alert.when();
    double value = rule.recent.evaluate();
    long now = simulation.now();
    if (!Watch.compares(value, when.relation(), when.low())) {
      rule.pendingSince = -1;
      if (rule.firing) {
        rule.firing = false;
        rule.firings.get(rule.firings.size() - 1)[1] = (now - timeZero) / SECOND;
      }
      return;
    }
    if (rule.pendingSince < 0) {
      rule.pendingSince = now;
    }
    if (!rule.firing && now - rule.pendingSince >= rule.alert.lasting().toNanos()) {
      rule.firing = true;
      rule.firings.add(new double[] {(now - timeZero) / SECOND, Double.NaN});
      fires.accept(rule.alert.name());
    }
  }

  /** When each alert fired and was resolved. */
  List<Results.Alerted> results() {
    return rules.stream()
        .map(
            rule ->
                new Results.Alerted(
                    rule.alert.name(),
                    rule.alert.text(),
                    rule.firings.stream().map(times -> Arrays.copyOf(times, 2)).toList()))
        .toList();
  }
}
