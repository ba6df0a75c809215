package tailback.ui.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import tailback.component.Costs;
import tailback.experiment.Experiment;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.ResourceResult;
import tailback.journal.State;
import tailback.scenario.Scenario;
import tailback.ui.stage.Crowds;
import tailback.ui.stage.Peaks;
import tailback.ui.timeline.Track.Unit;

/**
 * The whole run of a scenario, run once beside the animation: what the timeline draws, what the
 * stage is sized for, what the inspector tells.
 *
 * @param scenario what was run
 * @param results what it showed
 * @param tracks what the timeline draws, top to bottom
 * @param peaks the most that was ever waiting and in use
 * @param latencies what became of requests over time
 * @param crowds the most that ever were in each place
 */
public record Recording(
    Scenario scenario,
    Results results,
    List<Track> tracks,
    Peaks peaks,
    Latencies latencies,
    Crowds crowds) {

  /** How many spans percentiles are taken for, over the whole run. */
  private static final int SPANS = 240;

  private static final long LEAST_SPAN = 100_000_000;
  private static final double NOTICEABLE = 0.03;

  /** Runs a scenario to its end, or as long as {@code goOn} says. */
  public static Recording of(Scenario scenario, Costs costs, BooleanSupplier goOn) {
    long timeZero = scenario.warmup() == null ? 0 : scenario.warmup().toNanos();
    long span = Math.max(LEAST_SPAN, scenario.duration().toNanos() / SPANS);
    Latencies latencies = new Latencies(timeZero, span);
    Scenario fixed = scenario.warmup() == null ? scenario.warmingUp(Duration.ZERO) : scenario;
    Crowds crowds = new Crowds(latencies);
    Results results = new Experiment(fixed, costs).observer(crowds).goOn(goOn).run();
    latencies.sorted();
    return new Recording(
        scenario, results, tracks(results, latencies), peaks(results), latencies, crowds);
  }

  /**
   * What became of requests up to a time: {@code answered} and how many, then for each status of a
   * failure the same, with a third cell.
   */
  public List<String> tally(double seconds) {
    List<String> lines = new ArrayList<>();
    long answered = 0;
    for (Map.Entry<Integer, Long> each : latencies.ended(seconds).entrySet()) {
      if (each.getKey() > 0 && each.getKey() < 500) {
        answered += each.getValue();
      } else {
        String status = each.getKey() == 0 ? "no answer" : "failed " + each.getKey();
        lines.add(String.format(Locale.ROOT, "%s\t%,d\tfailed", status, each.getValue()));
      }
    }
    lines.add(0, String.format(Locale.ROOT, "answered\t%,d", answered));
    return lines;
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
    return new Peaks(waiting, busy, Map.of());
  }

  private static List<Track> tracks(Results results, Latencies latencies) {
    List<Track> tracks = new ArrayList<>();
    int failed = State.FAILED.ordinal();
    int io = State.ON_IO.ordinal();
    int cpu = State.COMPUTES.ordinal();
    tracks.add(
        new Track(
            "requests",
            Unit.PER_SECOND,
            0,
            List.of(latencies.completed(cpu), latencies.failed(failed))));
    tracks.add(
        new Track(
            "latency",
            Unit.MILLIS,
            0,
            List.of(
                latencies.percentile("p99", 0.99, failed),
                latencies.percentile("p95", 0.95, State.BLOCKED.ordinal()),
                latencies.percentile("p50", 0.5, io))));
    int[] colours = {cpu, State.BLOCKED.ordinal(), State.WAITS_FOR_POOL.ordinal()};
    List<Line> busiest = new ArrayList<>();
    for (String name : busiest(results)) {
      busiest.add(share(results, name, colours[busiest.size()]));
    }
    tracks.add(new Track("in use", Unit.SHARE, 1, List.copyOf(busiest)));
    List<Line> longest = new ArrayList<>();
    int[] queueColours = {State.WAITS_FOR_POOL.ordinal(), State.WAITS.ordinal(), io};
    for (String name : longest(results)) {
      longest.add(series(results, name + ".queue", name, queueColours[longest.size()]));
    }
    tracks.add(new Track("waiting", Unit.COUNT, 4, List.copyOf(longest)));
    return List.copyOf(tracks);
  }

  /** The three resources with a limit that were most in use. */
  private static List<String> busiest(Results results) {
    Set<Double> told = new HashSet<>(); // two names of one thing, such as a lone worker and its hub
    return results.resources().entrySet().stream()
        .filter(each -> each.getValue().capacity() > 0)
        .filter(each -> results.timeseries().series().containsKey(each.getKey() + ".busy"))
        .filter(each -> !each.getKey().contains(".lock(") && !each.getKey().contains(".keys("))
        .sorted(Comparator.comparingDouble(each -> -each.getValue().utilisation()))
        .filter(each -> told.add(each.getValue().utilisation()))
        .limit(3)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The three longest queues. */
  private static List<String> longest(Results results) {
    return results.resources().entrySet().stream()
        .filter(each -> each.getValue().queueMax() > 0)
        .filter(each -> results.timeseries().series().containsKey(each.getKey() + ".queue"))
        .sorted(Comparator.comparingDouble(each -> -each.getValue().queueMean()))
        .filter(each -> each.getValue().queueMean() >= NOTICEABLE || each.getValue().queueMax() > 2)
        .limit(3)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Line share(Results results, String name, int colour) {
    ResourceResult resource = results.resources().get(name);
    double[] busy = results.timeseries().series().get(name + ".busy");
    double[] share = new double[busy.length];
    for (int i = 0; i < share.length; i++) {
      share[i] = busy[i] / resource.capacity();
    }
    return new Line(name, results.timeseries().stepS(), share, colour);
  }

  private static Line series(Results results, String key, String name, int colour) {
    return new Line(
        name, results.timeseries().stepS(), results.timeseries().series().get(key), colour);
  }
}
