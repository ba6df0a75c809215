package tailback.ui.timeline;

import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results;

/**
 * Levels of resources: how many wait, or what share is in use. A run samples them once a step, so
 * between two samples the nearer one stands; at the present the gauges themselves.
 */
final class Levels implements Source {

  private final List<String> resources;
  private final boolean shares;
  private final double step;
  private final double[][] samples;

  private Levels(Results results, List<String> resources, boolean shares) {
    this.resources = resources;
    this.shares = shares;
    step = results.timeseries().stepS();
    samples = new double[resources.size()][];
    Map<String, double[]> series = results.timeseries().series();
    for (int i = 0; i < samples.length; i++) {
      String name = resources.get(i);
      samples[i] = series.get(name + (shares ? ".busy" : ".queue"));
      if (shares) {
        int capacity = results.resources().get(name).capacity();
        samples[i] = java.util.Arrays.stream(samples[i]).map(busy -> busy / capacity).toArray();
      }
    }
  }

  /** What share of each is in use, 0 to 1. */
  static Levels shares(Results results, List<String> resources) {
    return new Levels(results, resources, true);
  }

  /** How many wait for each. */
  static Levels waiting(Results results, List<String> resources) {
    return new Levels(results, resources, false);
  }

  @Override
  public double[] at(double seconds) {
    double[] values = new double[samples.length];
    for (int i = 0; i < values.length; i++) {
      int nearest = (int) Math.round(seconds / step) - 1; // the first sample is at one step
      int last = samples[i].length - 1;
      values[i] = last < 0 ? Double.NaN : samples[i][Math.max(0, Math.min(last, nearest))];
    }
    return values;
  }

  @Override
  public double[] now(double seconds, Gauges gauges) {
    double[] values = at(seconds);
    for (int i = 0; i < values.length; i++) {
      String name = resources.get(i);
      if (gauges.know(name)) {
        values[i] = shares ? gauges.share(name) : gauges.waiting(name);
      }
    }
    return values;
  }

  @Override
  public double step() {
    return step;
  }

  @Override
  public double finest() {
    return step;
  }
}
