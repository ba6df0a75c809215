package tailback.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import tailback.queueing.Meter;
import tailback.scenario.Condition;

/**
 * What the levels that conditions compare stand at. A condition's name is looked up once, when
 * somebody begins to watch it; after that it is read after every event.
 */
final class Levels {

  private final List<String> endpoints;
  private final Map<String, Meter> meters;
  private final Map<String, DoubleSupplier> gauges;
  private final RunLog log;

  Levels(
      List<String> endpoints,
      Map<String, Meter> meters,
      Map<String, DoubleSupplier> gauges,
      RunLog log) {
    this.endpoints = endpoints;
    this.meters = meters;
    this.gauges = gauges;
    this.log = log;
  }

  /** Tells the present level, in the unit of its bound; not a number when there is none. */
  DoubleSupplier of(Condition.LevelIs level) {
    return switch (level.level()) {
      case "latency" -> latest(level.of());
      case "credits" -> gauges.getOrDefault(level.of() + ".credits", () -> Double.NaN);
      default ->
          sum(
              level.level(),
              Names.resources(level.level(), level.of(), meters.keySet()).stream()
                  .map(meters::get)
                  .toArray(Meter[]::new));
    };
  }

  private DoubleSupplier latest(String endpoint) {
    int number = endpoints.indexOf(endpoint);
    return () -> {
      EndpointLog latencies = endpoint == null ? log.all() : log.endpoint(number);
      return latencies.completed == 0 ? Double.NaN : latencies.latest;
    };
  }

  private static DoubleSupplier sum(String level, Meter[] of) {
    return switch (level) {
      case "queue" ->
          () -> {
            double waiting = 0;
            for (Meter each : of) {
              waiting += each.waiting().value();
            }
            return waiting;
          };
      case "busy" ->
          () -> {
            double busy = 0;
            for (Meter each : of) {
              busy += each.busy().value();
            }
            return busy;
          };
      default ->
          () -> {
            double idle = 0;
            for (Meter each : of) {
              idle += each.capacity() - each.busy().value();
            }
            return idle;
          };
    };
  }
}
