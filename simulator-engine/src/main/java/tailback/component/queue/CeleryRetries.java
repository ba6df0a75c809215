package tailback.component.queue;

import java.util.HashMap;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.worker.Task;
import tailback.kernel.Simulation;
import tailback.kernel.Stream;

/**
 * Retries of Celery: the child publishes the task anew, with a countdown (Celery 5.6, app/task.py,
 * retry). A task that was killed, or whose worker was, is not retried: no code of it is there to do
 * that.
 */
final class CeleryRetries implements Task.Failed {

  private final Assembly assembly;
  private final Simulation simulation;
  private final Broker broker;
  private final Stream draws;
  private final TaskOptions[] options;
  private final Map<Integer, Boolean> retried = new HashMap<>();

  CeleryRetries(Map<String, TaskOptions> annotations, Assembly assembly, Broker broker) {
    this.assembly = assembly;
    this.broker = broker;
    simulation = assembly.simulation();
    draws = simulation.stream(assembly.part().name(), "retry");
    options = new TaskOptions[assembly.endpointsAndTasks().size()];
    if (annotations != null) {
      annotations.forEach((task, said) -> options[assembly.programs().task(task).number()] = said);
    }
    for (String text : new String[] {"TimeLimitExceeded", "WorkerLostError", Broker.LOST}) {
      for (int program = 0; program < options.length; program++) {
        retried.put(key(program, assembly.failure(text)), false);
      }
    }
  }

  private int key(int program, int failure) {
    return failure * options.length + program;
  }

  @Override
  public boolean retries(Task task, int failure) {
    int program = task.program().number();
    TaskOptions said = options[program];
    if (said == null || task.attempts() > said.maxRetries() || broker.refuses()) {
      return false;
    }
    boolean wanted =
        retried.computeIfAbsent(
            key(program, failure), unknown -> said.retriesAfter(assembly.failures().get(failure)));
    if (wanted) {
      long delay = said.delay(task.attempts() - 1, draws.of(task.attempt()));
      task.again(simulation.now() + delay);
      task.enter(broker.place());
      broker.push(task);
    }
    return wanted;
  }
}
