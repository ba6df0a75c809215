package tailback.experiment.result;

import java.util.List;
import java.util.Map;
import tailback.experiment.result.Compared.Unit;

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
 * @param warmUp how that was found; null when it was given
 * @param events how many events fired, all replications together
 * @param wallS how long it took, seconds; the only figure that differs between equal runs
 * @param complete false when the run was cut short (Ctrl-C)
 * @param requests all endpoints together
 * @param endpoints by name, in the order of the scenario
 * @param all all endpoints together, as one endpoint
 * @param resources by name, in the order of the stack
 * @param counters what parts counted, such as {@code gunicorn.kills}
 * @param figures what parts and machines tell of the whole run, such as {@code app.credits}; of
 *     several runs the mean
 * @param timeseries levels and rates over time
 * @param findings what stood out, in words
 * @param expectations what the scenario expected, and whether it holds
 * @param precision how well measures are known, where that was asked for
 * @param alerts when each alert fired, in the first replication
 */
public record Results(
    String scenario,
    String title,
    long seed,
    int replications,
    double simulatedS,
    double warmupS,
    WarmUp warmUp,
    long events,
    double wallS,
    boolean complete,
    Counts requests,
    Map<String, EndpointResult> endpoints,
    EndpointResult all,
    Map<String, ResourceResult> resources,
    Map<String, Long> counters,
    Map<String, Double> figures,
    Timeseries timeseries,
    List<Finding> findings,
    List<Expected> expectations,
    List<Reached> precision,
    List<Alerted> alerts) {

  /** Results of a scenario without alerts. */
  public Results(
      String scenario,
      String title,
      long seed,
      int replications,
      double simulatedS,
      double warmupS,
      WarmUp warmUp,
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
      List<Expected> expectations,
      List<Reached> precision) {
    this(
        scenario,
        title,
        seed,
        replications,
        simulatedS,
        warmupS,
        warmUp,
        events,
        wallS,
        complete,
        requests,
        endpoints,
        all,
        resources,
        counters,
        Map.of(),
        timeseries,
        findings,
        expectations,
        precision,
        List.of());
  }

  /** The same with findings and with what became of the expectations. */
  public Results with(List<Finding> found, List<Expected> judged) {
    return with(found, judged, precision);
  }

  /** The same with how well measures are known. */
  public Results with(List<Reached> known) {
    return with(findings, expectations, known);
  }

  private Results with(List<Finding> found, List<Expected> judged, List<Reached> known) {
    return new Results(
        scenario,
        title,
        seed,
        replications,
        simulatedS,
        warmupS,
        warmUp,
        events,
        wallS,
        complete,
        requests,
        endpoints,
        all,
        resources,
        counters,
        figures,
        timeseries,
        found,
        judged,
        known,
        alerts);
  }

  /**
   * How a warm-up was found, by MSER-5.
   *
   * @param pilots how many runs were made to find it
   * @param steady false when they went on changing until half their time, so that no steady state
   *     was found
   */
  public record WarmUp(int pilots, boolean steady) {}

  /**
   * An alert, and when it fired.
   *
   * @param name of the rule
   * @param rule as the scenario writes it
   * @param firings when it began to fire and was resolved, seconds from time zero; the second is
   *     not a number when it was firing still at the end
   */
  public record Alerted(String name, String rule, List<double[]> firings) {}

  /**
   * How well a measure is known: half its 95 % interval between the replications, and how wide that
   * may be.
   *
   * @param measure such as {@code p99(checkout)}
   * @param unit of the estimate and its interval
   * @param estimate the figure of all replications; not a number when there is none
   * @param ci95 its interval, lower and upper end; null when it cannot be told
   * @param wanted half the width at most: in that unit, or a fraction of the estimate
   * @param reached half the width, as {@code wanted}; not a number when it cannot be told
   * @param relative whether the two are fractions of the estimate
   */
  public record Reached(
      String measure,
      Unit unit,
      double estimate,
      double[] ci95,
      double wanted,
      double reached,
      boolean relative) {

    /** Whether it is known as well as was wanted. */
    public boolean holds() {
      return reached <= wanted;
    }

    /** How many times too wide the interval is; infinite when it cannot be told. */
    public double times() {
      return Double.isNaN(reached) ? Double.POSITIVE_INFINITY : reached / wanted;
    }
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
   * @param stale how many completed requests read something that had changed since
   * @param attempts how often requests were sent, all their retries included
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
      double statements,
      long stale,
      long attempts) {}

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
   * @param figure the same as a number: nanoseconds, a fraction, per second, bytes or a plain
   *     number
   */
  public record Expected(String text, boolean holds, String measured, double figure) {

    /** One whose figure nobody asks for. */
    public Expected(String text, boolean holds, String measured) {
      this(text, holds, measured, Double.NaN);
    }
  }
}
