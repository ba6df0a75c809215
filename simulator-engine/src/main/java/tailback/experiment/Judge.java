package tailback.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Expected;
import tailback.experiment.result.Results.ResourceResult;
import tailback.scenario.Expectation;
import tailback.scenario.Expectation.Relation;
import tailback.scenario.Expectation.Unit;
import tailback.scenario.Expectation.Yardstick;
import tailback.scenario.Measure;

/** Compares what a scenario expects with what a run measured. */
final class Judge {

  private static final double MILLIS = 1e6;

  private final Results results;
  private final Pool pool;

  Judge(Results results, Pool pool) {
    this.results = results;
    this.pool = pool;
  }

  /** Every expectation, and whether it holds. */
  List<Expected> judge(List<Expectation> expectations) {
    List<Expected> verdicts = new ArrayList<>();
    for (Expectation expectation : expectations) {
      double measured = measure(expectation.measure(), expectation.unit());
      Expectation absolute = absolute(expectation);
      verdicts.add(
          new Expected(
              expectation.text(),
              holds(absolute, measured),
              Figures.text(measured, expectation.unit()) + bound(expectation, absolute),
              measured));
    }
    return verdicts;
  }

  /** With bounds that stand for themselves; those of another run are unknown here. */
  private Expectation absolute(Expectation expectation) {
    Yardstick yardstick = expectation.yardstick();
    if (yardstick == null) {
      return expectation;
    }
    return expectation.of(
        yardstick.run() == Yardstick.Run.THIS
            ? measure(yardstick.measure(), expectation.unit())
            : Double.NaN);
  }

  /** What the bounds come to, where they are fractions of something. */
  private static String bound(Expectation expectation, Expectation absolute) {
    if (expectation.yardstick() == null) {
      return "";
    }
    String low = Figures.text(absolute.low(), expectation.unit());
    return expectation.relation() == Relation.BETWEEN
        ? ", between " + low + " and " + Figures.text(absolute.high(), expectation.unit())
        : ", against " + low;
  }

  private static boolean holds(Expectation expectation, double measured) {
    if (Double.isNaN(measured)) {
      return false;
    }
    if (expectation.relation() == Relation.BETWEEN) {
      return measured >= expectation.low() && measured <= expectation.high();
    }
    return Watch.compares(measured, expectation.relation(), expectation.low());
  }

  /** The figure in the unit of its bound: nanoseconds, a fraction, a plain number, per second. */
  double measure(Measure measure, Unit unit) {
    EndpointResult endpoint = endpoint(measure);
    return switch (measure.name()) {
      case "p50", "p90", "p95", "p99", "p999", "mean", "max" ->
          latency(measure.name(), endpoint.latencyMs());
      case "p50_failed",
          "p90_failed",
          "p95_failed",
          "p99_failed",
          "p999_failed",
          "mean_failed",
          "max_failed" ->
          latency(measure.name().replace("_failed", ""), endpoint.latencyFailedMs());
      case "rate" -> endpoint.throughputRps();
      case "errors" -> share(errors(measure.text(), endpoint), endpoint.offered(), unit);
      case "statuses" ->
          share(
              endpoint.statuses().getOrDefault(Integer.toString(measure.status()), 0L),
              endpoint.offered(),
              unit);
      case "stale" -> share(endpoint.stale(), endpoint.completed(), unit);
      case "queries" -> endpoint.statements();
      case "attempts" -> share(endpoint.attempts(), endpoint.offered(), Unit.SHARE);
      case "first" -> pool.first(measure.condition());
      case "kills", "deadlocks", "evictions", "logouts", "effects", "orphans" ->
          counter(measure, measure.of());
      case "disconnects" ->
          counter(measure, measure.of() == null ? null : "traffic." + measure.of());
      case "ooms" -> ooms(measure);
      case "memory" -> memory(measure);
      case "credits", "cost" -> figure(measure);
      default -> resource(measure, unit);
    };
  }

  private EndpointResult endpoint(Measure measure) {
    String name = measure.of();
    if (measure.subset() == null || name != null && !results.endpoints().containsKey(name)) {
      return name == null ? results.all() : results.endpoints().get(name);
    }
    return pool.endpoint(name, measure.subset());
  }

  private static double latency(String name, Results.Latency latency) {
    if (latency == null) {
      return Double.NaN;
    }
    double millis =
        switch (name) {
          case "p50" -> latency.p50();
          case "p90" -> latency.p90();
          case "p95" -> latency.p95();
          case "p99" -> latency.p99();
          case "p999" -> latency.p999();
          case "mean" -> latency.mean();
          default -> latency.max();
        };
    return millis * MILLIS;
  }

  private static long errors(String text, EndpointResult endpoint) {
    if (text == null) {
      return endpoint.failed();
    }
    long sum = 0;
    for (Map.Entry<String, Long> error : endpoint.errors().entrySet()) {
      if (error.getKey().contains(text)) {
        sum += error.getValue();
      }
    }
    return sum;
  }

  private static double share(long count, long offered, Unit unit) {
    if (unit != Unit.SHARE) {
      return count;
    }
    return offered == 0 ? 0 : (double) count / offered;
  }

  /** What was counted of somebody or (null) of all; not a number when the run ended before. */
  private double counter(Measure measure, String of) {
    Map<String, Long> counters = counters(measure);
    if (counters == null) {
      return Double.NaN;
    }
    String ending = "." + measure.name();
    double sum = 0;
    for (Map.Entry<String, Long> counter : counters.entrySet()) {
      if (of == null ? counter.getKey().endsWith(ending) : counter.getKey().equals(of + ending)) {
        sum += counter.getValue();
      }
    }
    return sum;
  }

  private Map<String, Long> counters(Measure measure) {
    if (measure.window() == null) {
      return results.counters();
    }
    Counters counted = pool.counters(measure.subset());
    return counted == null ? null : counted.counts();
  }

  /** Processes of a part, on a host, or all that the kernel killed for want of memory. */
  private double ooms(Measure measure) {
    Map<String, Long> counters = counters(measure);
    Long onHost = counters == null ? null : counters.get(measure.of() + ".oom_kills");
    return onHost == null ? counter(measure, measure.of()) : onHost;
  }

  /** The most memory that a part or a host had, bytes; not a number where none is accounted for. */
  private double memory(Measure measure) {
    Long most = results.counters().get(measure.of() + ".memory");
    return most == null ? Double.NaN : most;
  }

  /** A figure of one host or, added up, of all; not a number where there is none. */
  private double figure(Measure measure) {
    String ending = "." + measure.name();
    return figures(measure).entrySet().stream()
        .filter(
            each ->
                measure.of() == null
                    ? each.getKey().endsWith(ending)
                    : each.getKey().equals(measure.of() + ending))
        .mapToDouble(Map.Entry::getValue)
        .reduce(Double::sum)
        .orElse(Double.NaN);
  }

  private Map<String, Double> figures(Measure measure) {
    if (measure.window() == null) {
      return results.figures();
    }
    Counters counted = pool.counters(measure.subset());
    return counted == null ? Map.of() : counted.figures();
  }

  private double resource(Measure measure, Unit unit) {
    List<String> names =
        Names.resources(measure.name(), measure.of(), results.resources().keySet());
    if (measure.window() != null) {
      return levels(measure, names, unit);
    }
    List<ResourceResult> all = names.stream().map(results.resources()::get).toList();
    if (all.isEmpty()) {
      return Double.NaN;
    }
    return switch (measure.name()) {
      case "utilisation" ->
          all.stream()
              .filter(each -> each.capacity() > 0)
              .mapToDouble(ResourceResult::utilisation)
              .max()
              .orElse(Double.NaN);
      case "queue" -> all.stream().mapToDouble(ResourceResult::queueMean).sum();
      case "wait" -> meanWait(all) * MILLIS;
      case "peak" -> all.stream().mapToInt(ResourceResult::busyMax).max().orElse(0);
      case "peak_queue" -> all.stream().mapToInt(ResourceResult::queueMax).max().orElse(0);
      case "busy" -> all.stream().mapToDouble(ResourceResult::busyMean).sum();
      case "hit" -> 1 - (double) all.get(0).rejected() / all.get(0).arrivals();
      case "misses" -> all.get(0).rejected();
      case "rejected" ->
          share(
              all.stream().mapToLong(ResourceResult::rejected).sum(),
              all.stream().mapToLong(ResourceResult::arrivals).sum(),
              unit);
      default -> throw new IllegalArgumentException("no measure '" + measure.name() + "'");
    };
  }

  private double levels(Measure measure, List<String> names, Unit unit) {
    double most = 0;
    double sum = 0;
    long rejections = 0;
    long arrivals = 0;
    for (String name : names) {
      Span.Levels levels = pool.levels(name, measure.subset());
      if (levels == null) {
        return Double.NaN;
      }
      most = Math.max(most, levels.capacity() == 0 ? 0 : levels.busy() / levels.capacity());
      sum += measure.name().equals("queue") ? levels.waiting() : levels.busy();
      rejections += levels.rejections();
      arrivals += levels.arrivals();
    }
    return switch (measure.name()) {
      case "utilisation" -> most;
      case "rejected" -> share(rejections, arrivals, unit);
      case "hit" -> 1 - (double) rejections / arrivals;
      case "misses" -> rejections;
      default -> sum;
    };
  }

  private static double meanWait(List<ResourceResult> all) {
    double waited = 0;
    for (ResourceResult each : all) {
      waited += each.waitMs().mean();
    }
    return waited;
  }
}
