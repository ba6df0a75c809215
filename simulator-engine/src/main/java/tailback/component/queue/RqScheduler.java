package tailback.component.queue;

import tailback.component.Assembly;
import tailback.component.worker.Task;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * The scheduler of RQ: jobs whose time is still to come lie in a registry of Redis, and once a
 * second those whose time has come are pushed (RQ 2.10, scheduler.py).
 */
final class RqScheduler {

  private static final long SECOND = 1_000_000_000L;

  private final Simulation simulation;
  private final Broker broker;
  private final int place;
  private final long phase;
  private final Event<Task> looks;

  RqScheduler(Assembly assembly, Broker broker) {
    this.broker = broker;
    simulation = assembly.simulation();
    String part = assembly.part().name();
    place = assembly.place(part + ".scheduled");
    phase = (long) (simulation.stream(part, "scheduler").of(0).nextDouble() * SECOND);
    looks = assembly.event("scheduled", this::onLook);
  }

  /** Where a job is whose time is still to come. */
  int place() {
    return place;
  }

  /** Pushes a job when its time has come. */
  void schedule(Task job) {
    long now = simulation.now();
    job.fetched(now, broker.dataset());
    job.enter(place);
    long periods = Math.max(0, job.notBefore() - phase + SECOND - 1) / SECOND;
    looks.at(Math.max(now, phase + periods * SECOND), job);
  }

  private void onLook(Task job) {
    if (job.dataset() != broker.dataset()) {
      broker.lose(job);
    } else if (!broker.refuses()) {
      job.enter(broker.place());
      broker.push(job);
    } else {
      looks.in(SECOND, job);
    }
  }
}
