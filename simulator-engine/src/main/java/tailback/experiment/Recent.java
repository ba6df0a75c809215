package tailback.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.queueing.Meter;
import tailback.scenario.Alert;
import tailback.scenario.Expectation.Unit;
import tailback.scenario.Measure;

/** A measure of the recent past, taken from one evaluation of an alert to the next. */
interface Recent {

  /** What there is to measure. */
  record Sources(
      Simulation simulation,
      List<String> endpoints,
      List<String> groups,
      List<String> failures,
      Map<String, Meter> meters) {

    /** Whose requests a measure is of. */
    Asked asked(Measure measure) {
      return new Asked(
          measure.of() == null ? -1 : endpoints.indexOf(measure.of()),
          measure.group() == null ? -1 : groups.indexOf(measure.group()));
    }
  }

  /** Requests for an endpoint, of a group of clients; -1 stands for any. */
  record Asked(int endpoint, int group) {

    boolean by(Request request) {
      return (endpoint < 0 || request.endpoint() == endpoint)
          && (group < 0 || request.group() == group);
    }
  }

  /** Begins, at time zero. */
  void begin();

  /** A request has ended. */
  default void ended(Request request, int status, long now) {}

  /** The figure of the time that the rule looks back, up to now; not a number if there is none. */
  double evaluate();

  /** The measure that a rule asks for. */
  static Recent of(Alert alert, Sources sources) {
    int slices = (int) Math.max(1, alert.over().toNanos() / alert.every().toNanos());
    Measure measure = alert.when().measure();
    return switch (measure.name()) {
      case "p50", "p90", "p95", "p99", "p999", "max", "mean" ->
          new RecentLatency(measure.name(), sources.asked(measure), slices);
      case "rate", "errors", "statuses" ->
          new RecentRequests(measure, alert.when().unit(), sources, slices);
      default -> levels(measure, alert.when().unit() == Unit.SHARE, sources, slices);
    };
  }

  /** The mean level of a resource, or how many it refused. */
  private static Recent levels(Measure measure, boolean share, Sources sources, int slices) {
    List<Meter> meters =
        Names.resources(measure.name(), measure.of(), sources.meters().keySet()).stream()
            .map(sources.meters()::get)
            .toList();
    DoubleSupplier busy = () -> meters.stream().mapToDouble(each -> each.busy().integral()).sum();
    DoubleSupplier time = () -> sources.simulation().now();
    return switch (measure.name()) {
      case "utilisation" -> new RecentGrowth(slices, busy, capacity(meters, sources.simulation()));
      case "busy" -> new RecentGrowth(slices, busy, time);
      case "queue" ->
          new RecentGrowth(
              slices,
              () -> meters.stream().mapToDouble(each -> each.waiting().integral()).sum(),
              time);
      default ->
          new RecentGrowth(
              slices,
              () -> meters.stream().mapToDouble(Meter::rejections).sum(),
              share ? () -> meters.stream().mapToDouble(Meter::arrivals).sum() : null);
    };
  }

  /** The capacity there was, over time: it may change while the run goes on. */
  private static DoubleSupplier capacity(List<Meter> meters, Simulation simulation) {
    return new DoubleSupplier() {
      private double sum;
      private long last;

      @Override
      public double getAsDouble() {
        long now = simulation.now();
        sum += (double) (now - last) * meters.stream().mapToDouble(Meter::capacity).sum();
        last = now;
        return sum;
      }
    };
  }
}
