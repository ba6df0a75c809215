package tailback.cli.bench;

import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;
import tailback.queueing.Distribution;

/**
 * The hold model: each event schedules itself anew, so that always as many are pending. The check
 * is simulated time × pending / holds, in means of the increment: 1.
 */
final class Hold implements Model {

  private static final double MEAN = 1e9;
  private static final Distribution INCREMENTS = Distribution.exponential(MEAN);
  private static final int SETTLING = 200_000;

  private final int pending;
  private final long holds;

  Hold(int pending, long holds) {
    this.pending = pending;
    this.holds = holds;
  }

  @Override
  public Round run(long seed) {
    Run run = new Run(new Simulation(seed), pending);
    run.hold(2L * pending + SETTLING);
    long from = run.simulation.now();
    long began = System.nanoTime();
    run.hold(holds);
    double means = (run.simulation.now() - from) / MEAN;
    return Round.since(began, holds, means * pending / holds);
  }

  private static final class Run {
    final Simulation simulation;
    final Stream increments;
    final Event<Object> held;
    long left;

    Run(Simulation simulation, int pending) {
      this.simulation = simulation;
      increments = simulation.stream("hold", "increment");
      held = simulation.event("held", this::onHeld);
      for (int i = 0; i < pending; i++) {
        held.in(INCREMENTS.sample(increments), new Object());
      }
    }

    void hold(long times) {
      left = times;
      simulation.runUntil(Long.MAX_VALUE);
    }

    void onHeld(Object subject) {
      held.in(INCREMENTS.sample(increments), subject);
      if (--left == 0) {
        simulation.stop();
      }
    }
  }
}
