package tailback.ui.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import tailback.component.Costs;
import tailback.experiment.Experiment;
import tailback.experiment.result.Results;
import tailback.scenario.Scenario;
import tailback.ui.stage.Peaks;

/**
 * The whole run of a scenario, run once beside the animation: what the timeline draws, what the
 * stage is sized for, what the inspector tells.
 *
 * @param scenario what was run
 * @param results what it showed
 * @param tracks what the timeline draws, top to bottom
 * @param peaks the most that was ever waiting and in use
 * @param endings what became of each request
 */
public record Recording(
    Scenario scenario, Results results, List<Track> tracks, Peaks peaks, Endings endings) {

  /** Runs a scenario to its end, or as long as {@code goOn} says. */
  public static Recording of(Scenario scenario, Costs costs, BooleanSupplier goOn) {
    Endings endings = new Endings();
    Scenario fixed = scenario.warmup() == null ? scenario.warmingUp(Duration.ZERO) : scenario;
    Results results = new Experiment(fixed, costs).ended(endings).goOn(goOn).run();
    return new Recording(
        scenario, results, Tracks.of(scenario, results, endings), peaks(results), endings);
  }

  /** The mean of the shortest thing that a request does on a CPU, seconds. */
  public double shortestStep() {
    double shortest = Double.MAX_VALUE;
    for (Results.EndpointResult endpoint : results.endpoints().values()) {
      for (Map.Entry<String, Double> each : endpoint.timeInMs().entrySet()) {
        if (each.getKey().endsWith(".cpu") && each.getValue() > 0) {
          shortest = Math.min(shortest, each.getValue() / 1000);
        }
      }
    }
    return shortest == Double.MAX_VALUE ? 0.002 : shortest;
  }

  private static Peaks peaks(Results results) {
    Map<String, Integer> waiting = new TreeMap<>();
    Map<String, Integer> busy = new TreeMap<>();
    results
        .resources()
        .forEach(
            (name, resource) -> {
              waiting.put(name, resource.queueMax());
              busy.put(name, resource.busyMax());
            });
    return new Peaks(waiting, busy);
  }
}
