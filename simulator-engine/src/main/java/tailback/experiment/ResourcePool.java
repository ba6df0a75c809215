package tailback.experiment;

import java.util.DoubleSummaryStatistics;
import tailback.experiment.result.Results.ResourceResult;
import tailback.experiment.result.Results.Waits;
import tailback.metric.Histogram;
import tailback.queueing.Meter;

/** What a resource measured in all runs together: levels are averaged, counts are added up. */
final class ResourcePool {

  private static final double MILLIS = 1e6;

  private final int capacity;
  private final Histogram waits = new Histogram();
  private final DoubleSummaryStatistics utilisation = new DoubleSummaryStatistics();
  private final DoubleSummaryStatistics busy = new DoubleSummaryStatistics();
  private final DoubleSummaryStatistics waiting = new DoubleSummaryStatistics();
  private int mostBusy;
  private int mostWaiting;
  private long rejected;
  private long arrivals;

  ResourcePool(int capacity) {
    this.capacity = capacity;
  }

  /** Adds the next run. */
  void add(Meter meter, Histogram waited) {
    waits.add(waited);
    utilisation.accept(meter.utilisation());
    busy.accept(meter.busy().mean());
    waiting.accept(meter.waiting().mean());
    mostBusy = Math.max(mostBusy, meter.busy().peak());
    mostWaiting = Math.max(mostWaiting, meter.waiting().peak());
    rejected += meter.rejections();
    arrivals += meter.arrivals();
  }

  /** The result of all runs so far. */
  ResourceResult result() {
    return new ResourceResult(
        capacity,
        utilisation.getAverage(),
        busy.getAverage(),
        mostBusy,
        waiting.getAverage(),
        mostWaiting,
        new Waits(waits.mean() / MILLIS, waits.percentile(95) / MILLIS, waits.max() / MILLIS),
        rejected,
        arrivals);
  }
}
