package tailback.component.queue;

import java.util.Map;
import tailback.component.Assembly;
import tailback.component.worker.Task;
import tailback.kernel.Simulation;

/**
 * Retries of RQ: the worker pushes the job again, or has the scheduler do that later, whatever it
 * failed of (RQ 2.10, worker.py, handle_job_failure).
 */
final class RqRetries implements Task.Failed {

  private final Simulation simulation;
  private final Broker broker;
  private final RqScheduler scheduler;
  private final Retry[] retries;
  private final int lost;

  RqRetries(Map<String, Retry> said, Assembly assembly, Broker broker, RqScheduler scheduler) {
    this.broker = broker;
    this.scheduler = scheduler;
    simulation = assembly.simulation();
    lost = assembly.failure(Broker.LOST);
    retries = new Retry[assembly.endpointsAndTasks().size()];
    if (said != null) {
      said.forEach((task, retry) -> retries[assembly.programs().task(task).number()] = retry);
    }
  }

  @Override
  public boolean retries(Task job, int failure) {
    Retry retry = retries[job.program().number()];
    if (retry == null || job.attempts() > retry.max() || failure == lost || broker.refuses()) {
      return false;
    }
    long interval = retry.interval(retry.max() - job.attempts() + 1);
    job.again(simulation.now() + interval);
    if (interval == 0) {
      job.enter(broker.place());
      broker.push(job);
    } else {
      scheduler.schedule(job);
    }
    return true;
  }
}
