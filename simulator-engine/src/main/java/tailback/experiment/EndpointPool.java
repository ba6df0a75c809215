package tailback.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Latency;
import tailback.experiment.result.Results.LatencyIntervals;
import tailback.metric.BatchMeans;
import tailback.metric.Histogram;
import tailback.metric.Interval;
import tailback.metric.Replicates;

/** What became of the requests of one endpoint in all runs together. */
final class EndpointPool {

  private static final double MILLIS = 1e6;

  private final Histogram latency = new Histogram();
  private final Histogram failedLatency = new Histogram();
  private final Figure mean = new Figure(Histogram::mean);
  private final Figure p50 = new Figure(of -> of.percentile(50));
  private final Figure p95 = new Figure(of -> of.percentile(95));
  private final Figure p99 = new Figure(of -> of.percentile(99));
  private BatchMeans first;
  private int runs;
  private long[] statuses;
  private double[] spent;
  private long[] errors = {};
  private long offered;
  private long completed;
  private long failed;
  private long statements;

  /** A figure of the latency, and what it was in each run. */
  private static final class Figure {
    final ToDoubleFunction<Histogram> of;
    final Replicates each = new Replicates();

    Figure(ToDoubleFunction<Histogram> of) {
      this.of = of;
    }
  }

  /** Adds the next run. */
  void add(EndpointLog log) {
    Histogram total = log.latency.total();
    if (runs++ == 0) {
      first = log.latency;
      statuses = new long[log.statuses.length];
      spent = new double[log.spent.length];
    }
    latency.add(total);
    failedLatency.add(log.failedLatency);
    for (Figure figure : List.of(mean, p50, p95, p99)) {
      figure.each.add(total.count() == 0 ? Double.NaN : figure.of.applyAsDouble(total));
    }
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
        completed == 0 ? null : latency(latency),
        intervals(),
        failedLatency.count() == 0 ? null : latency(failedLatency),
        timeIn(places),
        statuses(),
        errors(texts),
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

  /** Between the runs; by batch means in one. */
  private LatencyIntervals intervals() {
    if (runs == 1) {
      return new LatencyIntervals(
          ends(first.mean()), ends(first.p50()), ends(first.p95()), ends(first.p99()));
    }
    return new LatencyIntervals(ends(mean), ends(p50), ends(p95), ends(p99));
  }

  private double[] ends(Figure figure) {
    return latency.count() == 0 ? null : ends(figure.each.around(figure.of.applyAsDouble(latency)));
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
