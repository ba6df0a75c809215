package tailback.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import tailback.experiment.result.Compared.Unit;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Latency;
import tailback.experiment.result.Results.ResourceResult;

/** The measures by which two sides are compared, under the names that scenarios give them. */
final class Measures {

  private final Map<String, Measured> all = new LinkedHashMap<>();

  private Measures() {}

  /** A figure; not a number when there was nothing to measure. */
  record Measured(double value, Unit unit) {}

  /** All measures of a run, or of several pooled, by name. */
  static Map<String, Measured> of(Results results) {
    Measures measures = new Measures();
    results.endpoints().forEach((name, endpoint) -> measures.endpoint("(" + name + ")", endpoint));
    measures.endpoint("", results.all());
    results.resources().forEach(measures::resource);
    return measures.all;
  }

  private void endpoint(String of, EndpointResult endpoint) {
    Latency latency = endpoint.latencyMs();
    boolean none = latency == null;
    put("mean" + of, none ? Double.NaN : latency.mean(), Unit.MILLIS);
    put("p50" + of, none ? Double.NaN : latency.p50(), Unit.MILLIS);
    put("p95" + of, none ? Double.NaN : latency.p95(), Unit.MILLIS);
    put("p99" + of, none ? Double.NaN : latency.p99(), Unit.MILLIS);
    put("rate" + of, endpoint.throughputRps(), Unit.RATE);
    boolean nobody = endpoint.offered() == 0;
    double failed = nobody ? Double.NaN : (double) endpoint.failed() / endpoint.offered();
    put("errors" + of, failed, Unit.SHARE);
  }

  private void resource(String name, ResourceResult resource) {
    if (resource.capacity() > 0) {
      put("utilisation(" + name + ")", resource.utilisation(), Unit.SHARE);
    }
    put("queue(" + name + ")", resource.queueMean(), Unit.NUMBER);
    put("wait(" + name + ")", resource.waitMs().mean(), Unit.MILLIS);
  }

  private void put(String name, double value, Unit unit) {
    all.put(name, new Measured(value, unit));
  }
}
