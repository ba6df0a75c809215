package tailback.component.worker;

import java.util.ArrayDeque;
import tailback.component.Assembly;
import tailback.component.framework.Framework;
import tailback.queueing.Line;

/** A queue of tasks in a broker, and the processes that take them, one at a time each. */
public final class TaskWorkers implements Master {

  private final ExecutionPool executions;
  private final Line<Execution> queue;
  private final Stalls stalls;
  private final ArrayDeque<WorkerProcess> idle = new ArrayDeque<>();

  /** An empty queue under the name of the part being built, without workers. */
  public TaskWorkers(Assembly assembly) {
    executions = assembly.programs().executions();
    stalls = new Stalls(assembly.part().name());
    queue = assembly.line(assembly.part().name() + ".queue", Integer.MAX_VALUE);
  }

  /**
   * Adds processes on the host of the part being built.
   *
   * @param costs the name of what a task costs beyond its steps
   */
  public void add(Assembly assembly, int processes, String costs) {
    Framework framework = assembly.framework();
    for (int i = 0; i < processes; i++) {
      idle.add(
          new WorkerProcess(
              assembly, assembly.part().name(), new TaskChild(costs), 0, framework, this, stalls));
    }
  }

  /** Takes a task; an idle process starts it at once. */
  public void enqueue(Program task, long number) {
    Execution execution = executions.take();
    execution.perform(task, number);
    queue.join(execution);
    dispatch();
  }

  private void dispatch() {
    while (!idle.isEmpty() && !queue.isEmpty()) {
      idle.poll().take(queue.next());
    }
  }

  @Override
  public void freed(WorkerProcess process) {
    idle.add(process);
    dispatch();
  }

  @Override
  public void up(WorkerProcess process) {
    throw new IllegalStateException("the workers of a task queue are up from the start");
  }

  @Override
  public void closed(WorkerProcess process) {
    throw new IllegalStateException("the workers of a task queue listen to nobody");
  }

  @Override
  public void spent(WorkerProcess process) {
    throw new IllegalStateException("the workers of a task queue may do any number of tasks");
  }

  @Override
  public void died(WorkerProcess process) {
    throw new IllegalStateException("nobody kills the workers of a task queue");
  }
}
