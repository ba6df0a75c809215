package tailback.experiment;

import tailback.metric.Histogram;
import tailback.program.Request;

/** The latency of the requests that completed in the recent past, a histogram an evaluation. */
final class RecentLatency implements Recent {

  private static final int SERVER_ERROR = 500;

  private final String measure;
  private final Asked asked;
  private final Histogram[] slices;
  private final Histogram whole = new Histogram();
  private int present;

  RecentLatency(String measure, Asked asked, int number) {
    this.measure = measure;
    this.asked = asked;
    slices = new Histogram[number];
    for (int i = 0; i < number; i++) {
      slices[i] = new Histogram();
    }
  }

  @Override
  public void begin() {
    for (Histogram each : slices) {
      each.reset();
    }
  }

  @Override
  public void ended(Request request, int status, long now) {
    boolean completed = status > 0 && status < SERVER_ERROR;
    if (completed && asked.by(request)) {
      slices[present].record(now - request.arrived());
    }
  }

  @Override
  public double evaluate() {
    whole.reset();
    for (Histogram each : slices) {
      whole.add(each);
    }
    present = (present + 1) % slices.length;
    slices[present].reset();
    if (whole.count() == 0) {
      return Double.NaN;
    }
    return switch (measure) {
      case "p50" -> whole.percentile(50);
      case "p90" -> whole.percentile(90);
      case "p95" -> whole.percentile(95);
      case "p99" -> whole.percentile(99);
      case "p999" -> whole.percentile(99.9);
      case "mean" -> whole.mean();
      default -> whole.max();
    };
  }
}
