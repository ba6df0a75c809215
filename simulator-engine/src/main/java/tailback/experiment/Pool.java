package tailback.experiment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tailback.component.Part;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Counts;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Latency;
import tailback.experiment.result.Results.LatencyIntervals;
import tailback.experiment.result.Results.ResourceResult;
import tailback.experiment.result.Results.Timeseries;
import tailback.experiment.result.Results.Waits;
import tailback.metric.BatchMeans;
import tailback.metric.Histogram;
import tailback.metric.Interval;
import tailback.queueing.Meter;
import tailback.scenario.Measure.Window;
import tailback.scenario.Scenario;

/**
 * Makes results of replications: counts are totals, percentiles come from the pooled histogram,
 * intervals from between the replications, or from batch means when there is one.
 */
final class Pool {

  private static final double MILLIS = 1e6;
  private static final double SECONDS = 1e9;
  private static final double CONFIDENCE = 0.95;
  private static final int MOST_REPLICAS = 100_000;
  private static final Pattern OWNER = Pattern.compile("([^.\\[]+)(?:\\[(\\d+)])?\\.");

  private final Scenario scenario;
  private final List<Replication> replications;
  private final Replication first;

  Pool(Scenario scenario, List<Replication> replications) {
    this.scenario = scenario;
    this.replications = replications;
    first = replications.get(0);
  }

  /** The results, without findings and expectations. */
  Results results(long seed, double wallSeconds) {
    Map<String, EndpointResult> endpoints = new LinkedHashMap<>();
    for (int i = 0; i < first.endpoints().size(); i++) {
      int number = i;
      endpoints.put(first.endpoints().get(i), endpoint(run -> run.endpoint(number)));
    }
    EndpointResult all = endpoint(Replication::all);
    return new Results(
        scenario.file() == null ? "" : scenario.file().toString().replace('\\', '/'),
        scenario.title(),
        seed,
        replications.size(),
        mean(run -> run.simulated() / SECONDS),
        first.timeZero() / SECONDS,
        replications.stream().mapToLong(Replication::events).sum(),
        wallSeconds,
        replications.stream().allMatch(Replication::complete),
        new Counts(all.offered(), all.completed(), all.failed(), all.inFlight()),
        endpoints,
        all,
        resources(),
        counters(),
        timeseries(),
        List.of(),
        List.of());
  }

  /** One endpoint, or (null) all of them, in a part of the run. */
  EndpointResult endpoint(String name, Window window) {
    int number = name == null ? -1 : first.endpoints().indexOf(name);
    double seconds = first.span(window).length() / SECONDS * replications.size();
    return endpoint(
        run -> number < 0 ? run.span(window).all() : run.span(window).endpoint(number), seconds);
  }

  /** What a resource measured in a part of the run, averaged over the replications. */
  Span.Levels levels(String resource, Window window) {
    List<Span.Levels> each =
        replications.stream().map(run -> run.span(window).levels(resource)).toList();
    return new Span.Levels(
        each.stream().mapToDouble(Span.Levels::busy).average().orElse(0),
        each.stream().mapToDouble(Span.Levels::waiting).average().orElse(0),
        each.stream().mapToLong(Span.Levels::arrivals).sum(),
        each.stream().mapToLong(Span.Levels::rejections).sum());
  }

  private double mean(ToDoubleFunction<Replication> figure) {
    return replications.stream().mapToDouble(figure).average().orElse(0);
  }

  // ---- endpoints

  private EndpointResult endpoint(Function<Replication, EndpointLog> which) {
    return endpoint(which, replications.stream().mapToLong(Replication::simulated).sum() / SECONDS);
  }

  private EndpointResult endpoint(Function<Replication, EndpointLog> which, double seconds) {
    List<EndpointLog> logs = replications.stream().map(which).toList();
    Histogram latency = new Histogram();
    Histogram failedLatency = new Histogram();
    long offered = 0;
    long completed = 0;
    long failed = 0;
    long statements = 0;
    for (EndpointLog log : logs) {
      latency.add(log.latency.total());
      failedLatency.add(log.failedLatency);
      offered += log.offered;
      completed += log.completed;
      failed += log.failed;
      statements += log.statements;
    }
    return new EndpointResult(
        offered,
        completed,
        failed,
        offered - completed - failed,
        seconds == 0 ? 0 : completed / seconds,
        completed == 0 ? null : latency(latency),
        intervals(logs),
        failedLatency.count() == 0 ? null : latency(failedLatency),
        timeIn(logs, completed),
        statuses(logs),
        errors(logs),
        completed == 0 ? 0 : (double) statements / completed);
  }

  private static Latency latency(Histogram of) {
    return new Latency(
        of.mean() / MILLIS,
        of.percentile(50) / MILLIS,
        of.percentile(90) / MILLIS,
        of.percentile(95) / MILLIS,
        of.percentile(99) / MILLIS,
        of.percentile(99.9) / MILLIS,
        of.max() / MILLIS);
  }

  private LatencyIntervals intervals(List<EndpointLog> logs) {
    if (logs.size() == 1) {
      BatchMeans latency = logs.get(0).latency;
      return new LatencyIntervals(
          ends(latency.mean()), ends(latency.p50()), ends(latency.p95()), ends(latency.p99()));
    }
    List<Histogram> totals = logs.stream().map(log -> log.latency.total()).toList();
    return new LatencyIntervals(
        between(totals, Histogram::mean),
        between(totals, of -> of.percentile(50)),
        between(totals, of -> of.percentile(95)),
        between(totals, of -> of.percentile(99)));
  }

  private static double[] between(List<Histogram> totals, ToDoubleFunction<Histogram> figure) {
    if (totals.stream().anyMatch(of -> of.count() == 0)) {
      return null;
    }
    return ends(Interval.of(totals.stream().mapToDouble(figure).toArray(), CONFIDENCE));
  }

  private static double[] ends(Interval nanos) {
    return nanos == null
        ? null
        : new double[] {Math.max(0, nanos.lower() / MILLIS), nanos.upper() / MILLIS};
  }

  private Map<String, Double> timeIn(List<EndpointLog> logs, long completed) {
    Map<String, Double> times = new LinkedHashMap<>();
    if (completed == 0) {
      return times;
    }
    List<String> places = first.places();
    for (int place = 0; place < places.size(); place++) {
      double sum = 0;
      for (EndpointLog log : logs) {
        sum += log.spent[place];
      }
      if (sum > 0) {
        times.put(places.get(place), sum / completed / MILLIS);
      }
    }
    return times;
  }

  private static Map<String, Long> statuses(List<EndpointLog> logs) {
    Map<String, Long> statuses = new TreeMap<>();
    for (EndpointLog log : logs) {
      for (int status = 0; status < log.statuses.length; status++) {
        if (log.statuses[status] > 0) {
          statuses.merge(Integer.toString(status), log.statuses[status], Long::sum);
        }
      }
    }
    return statuses;
  }

  private Map<String, Long> errors(List<EndpointLog> logs) {
    Map<String, Long> errors = new LinkedHashMap<>();
    List<String> texts = first.failures();
    for (int text = 0; text < texts.size(); text++) {
      long sum = 0;
      for (EndpointLog log : logs) {
        sum += text < log.errors.length ? log.errors[text] : 0;
      }
      if (sum > 0) {
        errors.put(texts.get(text), sum);
      }
    }
    return errors;
  }

  // ---- resources

  private Map<String, ResourceResult> resources() {
    Map<String, ResourceResult> resources = new LinkedHashMap<>();
    first.meters().keySet().stream()
        .sorted(Comparator.comparingInt(this::rank))
        .forEach(name -> resources.put(name, resource(name)));
    return resources;
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

  private ResourceResult resource(String name) {
    List<Meter> meters = replications.stream().map(run -> run.meters().get(name)).toList();
    Histogram waits = new Histogram();
    for (Replication run : replications) {
      waits.add(run.waitsAt(name));
    }
    long rejected = meters.stream().mapToLong(Meter::rejections).sum();
    long arrivals = meters.stream().mapToLong(Meter::arrivals).sum();
    return new ResourceResult(
        meters.get(0).capacity(),
        meters.stream().mapToDouble(Meter::utilisation).average().orElse(0),
        meters.stream().mapToDouble(meter -> meter.busy().mean()).average().orElse(0),
        meters.stream().mapToInt(meter -> meter.busy().peak()).max().orElse(0),
        meters.stream().mapToDouble(meter -> meter.waiting().mean()).average().orElse(0),
        meters.stream().mapToInt(meter -> meter.waiting().peak()).max().orElse(0),
        new Waits(waits.mean() / MILLIS, waits.percentile(95) / MILLIS, waits.max() / MILLIS),
        rejected,
        arrivals);
  }

  private Map<String, Long> counters() {
    Counters sum = new Counters();
    replications.forEach(run -> sum.add(run.counters()));
    return sum.counts();
  }

  /** The first replication's, without the series that are zero all along. */
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
