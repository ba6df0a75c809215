package tailback.cli.report;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Alerted;
import tailback.experiment.result.Results.Counts;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Expected;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.Latency;
import tailback.experiment.result.Results.LatencyIntervals;
import tailback.experiment.result.Results.Reached;
import tailback.experiment.result.Results.ResourceResult;
import tailback.experiment.result.Results.Timeseries;
import tailback.experiment.result.Results.Waits;

/**
 * Results as JSON, {@code run --format json}. Its names are a public contract: more may come, none
 * goes. The same results give the same text, but for the one line that starts with {@code wall_s}.
 */
public final class JsonReport {

  private static final Latency NO_LATENCY =
      new Latency(
          Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  private static final LatencyIntervals NO_INTERVALS = new LatencyIntervals(null, null, null, null);

  private static final Waits NO_WAITS = new Waits(Double.NaN, Double.NaN, Double.NaN);

  private JsonReport() {}

  /** The whole document. */
  public static String of(Results results) {
    return JsonWriter.text(json -> write(results, json));
  }

  /** Writes the results as one object, into a larger document perhaps. */
  public static void write(Results results, JsonWriter json) throws IOException {
    json.object()
        .text("scenario", results.scenario())
        .text("title", results.title())
        .count("seed", results.seed())
        .count("replications", results.replications())
        .figure("simulated_s", results.simulatedS())
        .figure("warmup_s", results.warmupS());
    if (results.warmUp() != null) {
      json.name("warmup")
          .row()
          .text("found_by", "MSER-5")
          .count("pilots", results.warmUp().pilots())
          .flag("steady", results.warmUp().steady())
          .end();
    }
    json.count("events", results.events()).flag("complete", results.complete());
    Counts requests = results.requests();
    json.name("requests").row();
    counts(requests.offered(), requests.completed(), requests.failed(), requests.inFlight(), json);
    json.end();
    json.name("endpoints").object();
    for (Map.Entry<String, EndpointResult> each : results.endpoints().entrySet()) {
      endpoint(each.getKey(), each.getValue(), json);
    }
    json.end();
    if (results.all() != null) {
      endpoint("all", results.all(), json);
    }
    json.name("resources").object();
    for (Map.Entry<String, ResourceResult> each : results.resources().entrySet()) {
      resource(each.getKey(), each.getValue(), json);
    }
    json.end();
    json.name("counters").object();
    for (Map.Entry<String, Long> each : results.counters().entrySet()) {
      json.count(each.getKey(), each.getValue());
    }
    json.end();
    if (!results.figures().isEmpty()) {
      json.name("figures").object();
      for (Map.Entry<String, Double> each : results.figures().entrySet()) {
        json.figure(each.getKey(), each.getValue());
      }
      json.end();
    }
    timeseries(results.timeseries(), json);
    json.name("findings").list();
    for (Finding finding : results.findings()) {
      finding(finding, json);
    }
    json.end();
    json.name("expectations").list();
    for (Expected expected : results.expectations()) {
      json.row()
          .text("text", expected.text())
          .flag("holds", expected.holds())
          .text("measured", expected.measured())
          .end();
    }
    json.end();
    if (!results.alerts().isEmpty()) {
      alerts(results.alerts(), json);
    }
    if (!results.precision().isEmpty()) {
      precision(results.precision(), json);
    }
    json.figure("wall_s", results.wallS());
    json.end();
  }

  private static void alerts(List<Alerted> all, JsonWriter json) throws IOException {
    json.name("alerts").list();
    for (Alerted each : all) {
      json.object().text("name", each.name()).text("rule", each.rule()).name("firings").list();
      for (double[] firing : each.firings()) {
        json.row().figure("fired_s", firing[0]).figure("resolved_s", firing[1]).end();
      }
      json.end().end();
    }
    json.end();
  }

  private static void precision(List<Reached> all, JsonWriter json) throws IOException {
    json.name("precision").list();
    for (Reached each : all) {
      json.row()
          .text("measure", each.measure())
          .figure("estimate", each.estimate())
          .figures("ci95", each.ci95())
          .text("unit", each.unit().word())
          .figure("wanted", each.wanted())
          .figure("reached", each.reached())
          .flag("relative", each.relative())
          .flag("holds", each.holds())
          .end();
    }
    json.end();
  }

  private static void counts(
      long offered, long completed, long failed, long inFlight, JsonWriter json)
      throws IOException {
    json.count("offered", offered)
        .count("completed", completed)
        .count("failed", failed)
        .count("in_flight", inFlight);
  }

  private static void endpoint(String name, EndpointResult of, JsonWriter json) throws IOException {
    json.name(name).object();
    counts(of.offered(), of.completed(), of.failed(), of.inFlight(), json);
    if (of.attempts() > of.offered()) {
      json.count("attempts", of.attempts());
    }
    json.figure("throughput_rps", of.throughputRps());
    boolean measured = of.completed() > 0 && of.latencyMs() != null;
    latency("latency_ms", measured ? of.latencyMs() : NO_LATENCY, json);
    intervals(measured && of.latencyCi95Ms() != null ? of.latencyCi95Ms() : NO_INTERVALS, json);
    latency("latency_failed_ms", of.latencyFailedMs(), json);
    json.name("time_in_ms").row();
    for (Map.Entry<String, Double> each : of.timeInMs().entrySet()) {
      json.figure(each.getKey(), each.getValue());
    }
    json.end();
    json.figure("statements_per_request", of.statements());
    if (of.stale() > 0) {
      json.count("stale", of.stale());
    }
    json.any("statuses", new TreeMap<>(of.statuses()));
    json.name("errors").object();
    for (Map.Entry<String, Long> each : mostFirst(of.errors())) {
      json.count(each.getKey(), each.getValue());
    }
    json.end();
    json.end();
  }

  /** By count, the largest first; equal ones by text. */
  static Iterable<Map.Entry<String, Long>> mostFirst(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  private static void latency(String name, Latency of, JsonWriter json) throws IOException {
    if (of == null) {
      json.text(name, null);
      return;
    }
    json.name(name)
        .row()
        .figure("mean", of.mean())
        .figure("p50", of.p50())
        .figure("p90", of.p90())
        .figure("p95", of.p95())
        .figure("p99", of.p99())
        .figure("p999", of.p999())
        .figure("max", of.max())
        .end();
  }

  private static void intervals(LatencyIntervals of, JsonWriter json) throws IOException {
    json.name("latency_ci95_ms")
        .row()
        .figures("mean", of.mean())
        .figures("p50", of.p50())
        .figures("p95", of.p95())
        .figures("p99", of.p99())
        .end();
  }

  private static void resource(String name, ResourceResult of, JsonWriter json) throws IOException {
    json.name(name).row();
    json.count("capacity", of.capacity())
        .figure("utilisation", of.utilisation())
        .figure("busy_mean", of.busyMean())
        .count("busy_max", of.busyMax())
        .figure("queue_mean", of.queueMean())
        .count("queue_max", of.queueMax());
    Waits waits = of.waitMs() != null ? of.waitMs() : NO_WAITS;
    json.name("wait_ms")
        .object()
        .figure("mean", waits.mean())
        .figure("p95", waits.p95())
        .figure("max", waits.max())
        .end();
    json.count("rejected", of.rejected()).count("arrivals", of.arrivals()).end();
  }

  private static void timeseries(Timeseries of, JsonWriter json) throws IOException {
    json.name("timeseries").object().figure("step_s", of.stepS()).name("series").object();
    for (Map.Entry<String, double[]> each : of.series().entrySet()) {
      json.figures(each.getKey(), each.getValue());
    }
    json.end().end();
  }

  static void finding(Finding of, JsonWriter json) throws IOException {
    json.object()
        .text("id", of.id())
        .text("resource", of.resource())
        .figure("first_s", of.firstS())
        .text("text", of.text())
        .any("evidence", of.evidence())
        .end();
  }
}
