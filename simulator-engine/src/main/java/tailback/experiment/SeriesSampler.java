package tailback.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.metric.TimeSeries;
import tailback.queueing.Meter;

/** Looks at every level and rate once a step, at most 600 times in a run. */
final class SeriesSampler {

  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e6;

  private final long duration;
  private final Event<Void> tick;
  private final Map<String, TimeSeries> series = new LinkedHashMap<>();
  private final Map<String, DoubleSupplier> sources = new LinkedHashMap<>();
  private final long step;
  private int left;

  SeriesSampler(
      Simulation simulation,
      long duration,
      Iterable<Meter> meters,
      Map<String, DoubleSupplier> gauges,
      List<String> endpoints,
      RunLog log) {
    this.duration = duration;
    step = TimeSeries.step(duration);
    tick = simulation.event("sample", this::onTick);
    for (int i = 0; i < endpoints.size(); i++) {
      String name = endpoints.get(i);
      int number = i;
      add("rate(" + name + ")", new Rate(() -> log.endpoint(number).completed));
      add("failed(" + name + ")", new Rate(() -> log.endpoint(number).failed));
      add(
          "p95(" + name + ")",
          () -> {
            var recent = log.endpoint(number).recent;
            double p95 = recent.percentile(95) / MILLIS;
            recent.reset();
            return p95;
          });
    }
    for (Meter meter : meters) {
      add(meter.name() + ".busy", () -> meter.busy().value());
      add(meter.name() + ".queue", () -> meter.waiting().value());
    }
    gauges.forEach(this::add);
  }

  private void add(String name, DoubleSupplier source) {
    series.put(name, new TimeSeries(duration));
    sources.put(name, source);
  }

  /** A count's growth per second. */
  private final class Rate implements DoubleSupplier {
    private final LongSupplier count;
    private long before;

    Rate(LongSupplier count) {
      this.count = count;
    }

    @Override
    public double getAsDouble() {
      long now = count.getAsLong();
      double rate = (now - before) / (step / NANOS);
      before = now;
      return rate;
    }
  }

  /** Begins; the first sample is one step from now. */
  void start() {
    left = (int) (duration / step);
    if (left > 0) {
      tick.in(step, null);
    }
  }

  private void onTick(Void nobody) {
    sources.forEach((name, source) -> series.get(name).record(source.getAsDouble()));
    if (--left > 0) {
      tick.in(step, null);
    }
  }

  double stepSeconds() {
    return step / NANOS;
  }

  /** The points by name. */
  Map<String, double[]> values() {
    Map<String, double[]> values = new LinkedHashMap<>();
    series.forEach((name, points) -> values.put(name, points.values()));
    return values;
  }
}
