package tailback.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Latency;
import tailback.experiment.result.Results.LatencyIntervals;
import tailback.metric.BatchMeans;
import tailback.metric.Histogram;
import tailback.metric.Interval;
import tailback.metric.Parts;

/** What became of the requests of one endpoint in all runs together. */
final class EndpointPool {

  private static final double MILLIS = 1e6;

  private final Parts latency = new Parts();
  private final Histogram failedLatency = new Histogram();
  private BatchMeans first;
  private long[] statuses;
  private double[] spent;
  private long[] errors = {};
  private long offered;
  private long completed;
  private long failed;
  private long statements;
  private long stale;
  private long retries;

  /** Adds the next run. */
  void add(EndpointLog log) {
    if (latency.count() == 0) {
      first = log.latency;
      statuses = new long[log.statuses.length];
      spent = new double[log.spent.length];
    }
    latency.add(log.latency.total());
    failedLatency.add(log.failedLatency);
    add(log.statuses, statuses);
    errors = Arrays.copyOf(errors, Math.max(errors.length, log.errors.length));
    add(log.errors, errors);
    for (int place = 0; place < spent.length; place++) {
      spent[place] += log.spent[place];
    }
    offered += log.offered;
    completed += log.completed;
    failed += log.failed;
    statements += log.statements;
    stale += log.stale;
    retries += log.retries;
  }

  private static void add(long[] counts, long[] onto) {
    for (int i = 0; i < counts.length; i++) {
      onto[i] += counts[i];
    }
  }

  /**
   * The result of all runs so far.
   *
   * @param seconds simulated, of all runs together
   * @param places the names of waits and services
   * @param texts the texts of errors
   */
  EndpointResult result(double seconds, List<String> places, List<String> texts) {
    return new EndpointResult(
        offered,
        completed,
        failed,
        offered - completed - failed,
        seconds == 0 ? 0 : completed / seconds,
        completed == 0 ? null : latency(latency.whole()),
        intervals(),
        failedLatency.count() == 0 ? null : latency(failedLatency),
        timeIn(places),
        statuses(),
        errors(texts),
        completed == 0 ? 0 : (double) statements / completed,
        stale,
        offered + retries);
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

  /** Between the runs; by batch means in one. */
  private LatencyIntervals intervals() {
    if (latency.count() == 1) {
      return new LatencyIntervals(
          ends(first.mean()), ends(first.p50()), ends(first.p95()), ends(first.p99()));
    }
    return new LatencyIntervals(
        ends(latency.mean()),
        ends(latency.percentile(50)),
        ends(latency.percentile(95)),
        ends(latency.percentile(99)));
  }

  /** The latency of all runs, and how well its figures are known from what differs between them. */
  Parts latency() {
    return latency;
  }

  private static double[] ends(Interval nanos) {
    return nanos == null
        ? null
        : new double[] {Math.max(0, nanos.lower() / MILLIS), nanos.upper() / MILLIS};
  }

  private Map<String, Double> timeIn(List<String> places) {
    Map<String, Double> times = new LinkedHashMap<>();
    for (int place = 0; place < spent.length; place++) {
      if (completed > 0 && spent[place] > 0) {
        times.put(places.get(place), spent[place] / completed / MILLIS);
      }
    }
    return times;
  }

  private Map<String, Long> statuses() {
    Map<String, Long> counts = new TreeMap<>();
    for (int status = 0; status < statuses.length; status++) {
      if (statuses[status] > 0) {
        counts.put(Integer.toString(status), statuses[status]);
      }
    }
    return counts;
  }

  private Map<String, Long> errors(List<String> texts) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int text = 0; text < texts.size() && text < errors.length; text++) {
      if (errors[text] > 0) {
        counts.put(texts.get(text), errors[text]);
      }
    }
    return counts;
  }
}
