package tailback.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tailback.component.RequestLog;
import tailback.metric.Histogram;
import tailback.program.Request;
import tailback.queueing.Meter;

/**
 * What a change in the middle of a run does: the same run to its end without it and with it, and
 * what became of the requests that arrived after that moment. They are the very same requests.
 *
 * @param change {@code PATH=VALUE}
 */
public record WhatIf(String change, Side without, Side with) {

  /**
   * One of the two runs.
   *
   * @param endpoints by name, those with requests
   * @param resources by name, their means from the moment of the change on
   * @param seconds from the change to the end
   */
  public record Side(Map<String, Ended> endpoints, Map<String, Mean> resources, double seconds) {

    /** Goes on to the end, and counts what arrives after this time. */
    static Side of(Take take, long from) {
      take.toTime(from);
      Counting counting = new Counting(from);
      take.onlooker(counting);
      Map<String, Meter> meters = take.run().meters();
      Map<String, double[]> before = new LinkedHashMap<>();
      meters.forEach((name, meter) -> before.put(name, integrals(meter)));
      take.toTime(take.run().end());
      double nanos = take.now().time() - from;
      Map<String, Mean> means = new LinkedHashMap<>();
      before.forEach(
          (name, then) -> {
            double[] now = integrals(meters.get(name));
            means.put(name, new Mean((now[0] - then[0]) / nanos, (now[1] - then[1]) / nanos));
          });
      return new Side(counting.results(take.run()), means, nanos / 1e9);
    }

    private static double[] integrals(Meter meter) {
      return new double[] {meter.busy().integral(), meter.waiting().integral()};
    }
  }

  /**
   * What became of the requests of an endpoint.
   *
   * @param latency of those that completed, nanoseconds
   * @param errors how many failed of what
   */
  public record Ended(
      long offered, long completed, long failed, Histogram latency, Map<String, Long> errors) {}

  /** How much of a resource was in use, and how many waited for it, in the mean. */
  public record Mean(double busy, double waiting) {}

  private static final class Counting implements RequestLog {
    private static final int SERVER_ERROR = 500;

    private final long from;
    private final Map<Integer, Counted> counted = new TreeMap<>();

    private static final class Counted {
      private long offered;
      private long completed;
      private long failed;
      private final Histogram latency = new Histogram();
      private final Map<Integer, Long> errors = new TreeMap<>();
    }

    Counting(long from) {
      this.from = from;
    }

    private Counted of(Request request) {
      return counted.computeIfAbsent(request.endpoint(), number -> new Counted());
    }

    @Override
    public void arrived(Request request) {
      of(request).offered++;
    }

    @Override
    public void ended(Request request, int status) {
      if (request.arrived() <= from) {
        return;
      }
      Counted counts = of(request);
      if (status > 0 && status < SERVER_ERROR) {
        counts.completed++;
        counts.latency.record(request.since() - request.arrived());
      } else {
        counts.failed++;
        counts.errors.merge(request.failure(), 1L, Long::sum);
      }
    }

    private Map<String, Ended> results(Replication run) {
      Map<String, Ended> results = new LinkedHashMap<>();
      counted.forEach(
          (number, counts) -> {
            Map<String, Long> errors = new LinkedHashMap<>();
            counts.errors.forEach((text, times) -> errors.put(run.failures().get(text), times));
            results.put(
                run.endpoints().get(number),
                new Ended(counts.offered, counts.completed, counts.failed, counts.latency, errors));
          });
      return results;
    }
  }
}
