package tailback.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import tailback.component.Assembly;
import tailback.component.Costs;
import tailback.component.Model;
import tailback.component.Part;
import tailback.component.RequestLog;
import tailback.component.Role;
import tailback.kernel.Simulation;
import tailback.program.Request;
import tailback.queueing.Level;
import tailback.queueing.Meter;
import tailback.scenario.Scenario;

/**
 * A run that only warms up, as long as a run counts otherwise: how many requests of each endpoint
 * are under way, and how many tasks of each queue, from the empty start on. By Little's law that is
 * their rate times their mean latency, and unlike a latency it is there at any time.
 *
 * <p>Time zero is its end, so nothing of the timeline happens, and profiles stay at their first
 * point.
 */
final class Pilot implements RequestLog {

  /** How many means there are of each number, over equal steps of time. */
  static final int STEPS = 2000;

  /** How long it runs at most without asking whether to go on. */
  private static final long LONGEST_SLICE = 60_000_000_000L;

  private final Simulation simulation;
  private final long step;
  private final Model model;
  private final List<Level> endpoints = new ArrayList<>();
  private final List<List<Level>> watched = new ArrayList<>();
  private final double[][] means;
  private boolean complete;

  Pilot(Scenario scenario, long seed, Costs costs) {
    simulation = new Simulation(seed);
    step = step(scenario);
    Assembly assembly =
        new Assembly(scenario.deployment(), simulation, costs, null, name -> wait -> {}, false);
    model = new Model(assembly, this, step * STEPS);
    for (int i = 0; i < assembly.endpoints().size(); i++) {
      endpoints.add(new Level(simulation));
      watched.add(List.of(endpoints.get(i)));
    }
    for (Part part : scenario.deployment().stack()) {
      if (part.kind().role() == Role.QUEUE) {
        watched.add(tasks(part.name(), assembly.meters()));
      }
    }
    means = new double[watched.size()][STEPS];
  }

  /** Waiting in the queue, fetched by a worker, and run by it. */
  private static List<Level> tasks(String queue, Map<String, Meter> meters) {
    List<Level> levels = new ArrayList<>();
    levels.add(meters.get(queue + ".queue").waiting());
    if (meters.containsKey(queue + ".prefetched")) {
      levels.add(meters.get(queue + ".prefetched").waiting());
    }
    levels.add(meters.get(queue + ".workers").busy());
    return levels;
  }

  /** The time over which a mean is taken, nanoseconds. */
  static long step(Scenario scenario) {
    return Math.max(1, scenario.duration().toNanos() / STEPS);
  }

  /**
   * Runs to the end, or until it is to stop.
   *
   * @param goOn asked now and then
   * @param progress told now and then how much more is done, 1 being all of it
   */
  Pilot run(BooleanSupplier goOn, DoubleConsumer progress) {
    model.start();
    double[] before = new double[means.length];
    for (int i = 0; i < STEPS && runTo(step * (i + 1), goOn); i++) {
      for (int series = 0; series < means.length; series++) {
        double integral = watched.get(series).stream().mapToDouble(Level::integral).sum();
        means[series][i] = (integral - before[series]) / step;
        before[series] = integral;
      }
      progress.accept(1.0 / STEPS);
      complete = i == STEPS - 1;
    }
    return this;
  }

  private boolean runTo(long target, BooleanSupplier goOn) {
    while (simulation.now() < target && goOn.getAsBoolean()) {
      simulation.runUntil(Math.min(target, simulation.now() + LONGEST_SLICE));
    }
    return simulation.now() == target;
  }

  @Override
  public void arrived(Request request) {
    add(request, 1);
  }

  @Override
  public void ended(Request request, int status) {
    add(request, -1);
  }

  /** Tasks are counted where they wait and run. */
  private void add(Request request, int change) {
    if (request.endpoint() < endpoints.size()) {
      endpoints.get(request.endpoint()).add(change);
    }
  }

  /** Whether it was not cut short. */
  boolean complete() {
    return complete;
  }

  /** The mean number in each step: of requests by endpoint, then of tasks by queue. */
  double[][] means() {
    return means;
  }
}
