package tailback.experiment.result;

import java.util.List;
import java.util.Map;

/**
 * What a run (or several replications of it) showed. The names and units are those of {@code run
 * --format json}, in snake case there.
 *
 * @param scenario the file
 * @param title its title
 * @param seed of the first replication
 * @param replications how many runs were pooled
 * @param simulatedS simulated time that counted, seconds, per replication
 * @param warmupS simulated before it and left out, seconds
 * @param events how many events fired, all replications together
 * @param wallS how long it took, seconds; the only figure that differs between equal runs
 * @param complete false when the run was cut short (Ctrl-C)
 * @param requests all endpoints together
 * @param endpoints by name, in the order of the scenario
 * @param all all endpoints together, as one endpoint
 * @param resources by name, in the order of the stack
 * @param counters what parts counted, such as {@code gunicorn.kills}
 * @param timeseries levels and rates over time
 * @param findings what stood out, in words
 * @param expectations what the scenario expected, and whether it holds
 */
public record Results(
    String scenario,
    String title,
    long seed,
    int replications,
    double simulatedS,
    double warmupS,
    long events,
    double wallS,
    boolean complete,
    Counts requests,
    Map<String, EndpointResult> endpoints,
    EndpointResult all,
    Map<String, ResourceResult> resources,
    Map<String, Long> counters,
    Timeseries timeseries,
    List<Finding> findings,
    List<Expected> expectations) {

  /** The same with findings and with what became of the expectations. */
  public Results with(List<Finding> found, List<Expected> judged) {
    return new Results(
        scenario,
        title,
        seed,
        replications,
        simulatedS,
        warmupS,
        events,
        wallS,
        complete,
        requests,
        endpoints,
        all,
        resources,
        counters,
        timeseries,
        found,
        judged);
  }

  /**
   * How many requests arrived in the time that counts, and what became of them; offered is the sum
   * of the other three.
   *
   * @param completed answered with a status below 500
   * @param failed answered 5xx, refused, reset or given up by the client
   * @param inFlight the rest, at the end
   */
  public record Counts(long offered, long completed, long failed, long inFlight) {}

  /**
   * Durations in milliseconds.
   *
   * @param p999 the 99.9th percentile
   */
  public record Latency(
      double mean, double p50, double p90, double p95, double p99, double p999, double max) {}

  /**
   * 95 % confidence intervals, lower and upper end, milliseconds; null where there is too little to
   * tell.
   */
  public record LatencyIntervals(double[] mean, double[] p50, double[] p95, double[] p99) {}

  /**
   * One endpoint.
   *
   * @param throughputRps completed per second
   * @param latencyMs of completed requests
   * @param latencyCi95Ms their confidence intervals: between replications, or by batch means in one
   * @param latencyFailedMs of requests answered 5xx; null when there were none
   * @param timeInMs mean time of a completed request in each wait and service; adds up to the mean
   *     latency
   * @param statuses how many answers had each HTTP status
   * @param errors how many requests failed under each text
   * @param statements SQL statements per completed request
   */
  public record EndpointResult(
      long offered,
      long completed,
      long failed,
      long inFlight,
      double throughputRps,
      Latency latencyMs,
      LatencyIntervals latencyCi95Ms,
      Latency latencyFailedMs,
      Map<String, Double> timeInMs,
      Map<String, Long> statuses,
      Map<String, Long> errors,
      double statements) {}

  /** How long customers waited, milliseconds. */
  public record Waits(double mean, double p95, double max) {}

  /**
   * One resource, its replicas pooled.
   *
   * @param capacity how many it serves at once; 0 where there is no limit
   * @param utilisation busy share; 0 where there is no limit
   * @param busyMean mean number in service
   * @param busyMax most in service
   * @param queueMean mean number waiting
   * @param queueMax most waiting
   * @param rejected how many were sent away
   * @param arrivals how many came
   */
  public record ResourceResult(
      int capacity,
      double utilisation,
      double busyMean,
      int busyMax,
      double queueMean,
      int queueMax,
      Waits waitMs,
      long rejected,
      long arrivals) {}

  /**
   * Samples over time, at most 600 points.
   *
   * @param stepS seconds between two points; the first point is at {@code stepS}
   * @param series such as {@code gunicorn.workers.busy} or {@code rate(timeline)}
   */
  public record Timeseries(double stepS, Map<String, double[]> series) {}

  /**
   * Something that stood out.
   *
   * @param id such as {@code hub-blocked}
   * @param resource where
   * @param firstS when it began, seconds from time zero
   * @param text in words, with its figures
   * @param evidence the figures by name
   */
  public record Finding(
      String id, String resource, double firstS, String text, Map<String, Object> evidence) {}

  /**
   * An expectation of the scenario and what was measured.
   *
   * @param text as the scenario writes it
   * @param measured such as {@code 1.21 s}
   */
  public record Expected(String text, boolean holds, String measured) {}
}
