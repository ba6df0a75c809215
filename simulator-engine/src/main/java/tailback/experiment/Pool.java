package tailback.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tailback.component.Part;
import tailback.experiment.finding.Findings;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Counts;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.ResourceResult;
import tailback.experiment.result.Results.Timeseries;
import tailback.metric.Parts;
import tailback.scenario.Condition;
import tailback.scenario.Expectation;
import tailback.scenario.Measure.Subset;
import tailback.scenario.Scenario;

/**
 * Makes results of runs, which are added one after another: counts are totals, percentiles come
 * from the pooled histogram, intervals from between the runs, or from batch means when there is
 * one. Of all runs but the first nothing is kept but what they add, so that thousands take no more
 * memory than a few.
 */
final class Pool {

  private static final double SECONDS = 1e9;
  private static final int MOST_REPLICAS = 100_000;
  private static final Pattern OWNER = Pattern.compile("([^.\\[]+)(?:\\[(\\d+)])?\\.");

  private final Scenario scenario;
  private final WarmUp warmUp;
  private final List<EndpointPool> endpoints = new ArrayList<>();
  private final EndpointPool all = new EndpointPool();
  private final Map<Subset, SpanPool> spans = new LinkedHashMap<>();
  private final Map<String, ResourcePool> resources = new LinkedHashMap<>();
  private final Map<Condition, Long> firsts = new LinkedHashMap<>();
  private final Counters counters = new Counters();
  private final DoubleSummaryStatistics simulated = new DoubleSummaryStatistics();
  private Replication first;
  private long nanos;
  private long events;
  private boolean complete = true;

  /** A pool of no runs yet, which warm up like that. */
  Pool(Scenario scenario, WarmUp warmUp) {
    this.scenario = scenario;
    this.warmUp = warmUp;
  }

  /** A pool of one run. */
  static Pool of(Scenario scenario, Replication run) {
    Pool pool = new Pool(scenario, WarmUp.given(scenario.warmup()));
    pool.add(run);
    return pool;
  }

  /** Adds a run. One that was cut short counts only when it is the first. */
  void add(Replication run) {
    complete &= run.complete();
    if (first != null && !run.complete()) {
      return;
    }
    if (first == null) {
      first = run;
      run.endpoints().forEach(name -> endpoints.add(new EndpointPool()));
    }
    for (int i = 0; i < endpoints.size(); i++) {
      endpoints.get(i).add(run.endpoint(i));
    }
    all.add(run.all());
    run.meters()
        .forEach(
            (name, meter) ->
                resources
                    .computeIfAbsent(name, unknown -> new ResourcePool(meter.capacities().peak()))
                    .add(meter, run.waitsAt(name)));
    for (Expectation expectation : scenario.expect()) {
      for (Condition condition : expectation.conditions()) {
        if (run.first(condition) >= 0) {
          firsts.merge(condition, run.first(condition), Math::min);
        }
      }
    }
    run.spans()
        .forEach(
            (subset, span) ->
                spans
                    .computeIfAbsent(subset, unknown -> new SpanPool(endpoints.size()))
                    .add(span, run.meters().keySet()));
    counters.add(run.counters());
    simulated.accept(run.simulated() / SECONDS);
    nanos += run.simulated();
    events += run.events();
  }

  /** The results so far, without findings and expectations. */
  Results results(long seed, double wallSeconds) {
    Map<String, EndpointResult> byName = new LinkedHashMap<>();
    for (int i = 0; i < endpoints.size(); i++) {
      byName.put(first.endpoints().get(i), result(endpoints.get(i), nanos));
    }
    EndpointResult together = result(all, nanos);
    return new Results(
        scenario.file() == null ? "" : scenario.file().toString().replace('\\', '/'),
        scenario.title(),
        seed,
        (int) simulated.getCount(),
        simulated.getAverage(),
        first.timeZero() / SECONDS,
        warmUp.result(),
        events,
        wallSeconds,
        complete,
        new Counts(
            together.offered(), together.completed(), together.failed(), together.inFlight()),
        byName,
        together,
        resources(),
        counters.counts(),
        counters.figures(),
        timeseries(),
        List.of(),
        List.of(),
        List.of(),
        first.alerted());
  }

  /** The results so far, with what stood out and what became of the expectations. */
  Results judged(long seed, double wallSeconds) {
    Results results = results(seed, wallSeconds);
    return results.with(
        Findings.of(results, first.firsts()), new Judge(results, this).judge(scenario.expect()));
  }

  /** One endpoint, or (null) all of them, in a part of the run. */
  EndpointResult endpoint(String name, Subset subset) {
    SpanPool span = spans.get(subset);
    int number = name == null ? -1 : first.endpoints().indexOf(name);
    return result(span.endpoint(number), span.nanos());
  }

  /** The latency of one endpoint, or (null) of all, in all runs. */
  Parts latency(String name) {
    return (name == null ? all : endpoints.get(first.endpoints().indexOf(name))).latency();
  }

  /** What a resource measured in a part of the run; null when no run has come so far. */
  Span.Levels levels(String resource, Subset subset) {
    return spans.get(subset).levels(resource);
  }

  /** What the parts counted in a part of the run; null when no run has come so far. */
  Counters counters(Subset subset) {
    SpanPool span = spans.get(subset);
    return span.nanos() == 0 ? null : span.counters();
  }

  /**
   * When a condition first held in any run, nanoseconds from time zero; infinite if it never did.
   */
  double first(Condition condition) {
    Long earliest = firsts.get(condition);
    return earliest == null ? Double.POSITIVE_INFINITY : earliest;
  }

  private EndpointResult result(EndpointPool of, double overNanos) {
    return of.result(overNanos / SECONDS, first.places(), first.failures());
  }

  // ---- resources

  private Map<String, ResourceResult> resources() {
    Map<String, ResourceResult> sorted = new LinkedHashMap<>();
    resources.keySet().stream()
        .sorted(Comparator.comparingInt(this::rank))
        .forEach(name -> sorted.put(name, resources.get(name).result()));
    return sorted;
  }

  /**
   * Front to back: by the part that a resource belongs to, or the first part on its host; replicas
   * by themselves after what they add up to.
   */
  private int rank(String resource) {
    List<Part> stack = scenario.deployment().stack();
    Matcher owner = OWNER.matcher(resource);
    owner.lookingAt();
    int replica = owner.group(2) == null ? 0 : Integer.parseInt(owner.group(2));
    int place = stack.size();
    for (int i = stack.size() - 1; i >= 0; i--) {
      if (owner.group(1).equals(stack.get(i).host())) {
        place = i;
      }
    }
    for (int i = 0; i < stack.size(); i++) {
      if (owner.group(1).equals(stack.get(i).name())) {
        place = i;
      }
    }
    return place * MOST_REPLICAS + replica;
  }

  /** The first run's, without the series that are zero all along. */
  private Timeseries timeseries() {
    Map<String, double[]> series = new LinkedHashMap<>();
    first
        .series()
        .values()
        .forEach(
            (name, values) -> {
              for (double value : values) {
                if (value != 0) {
                  series.put(name, values);
                  return;
                }
              }
            });
    return new Timeseries(first.series().stepSeconds(), series);
  }
}
