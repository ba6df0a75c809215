package tailback.component.worker;

import tailback.component.Assembly;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * A process that runs one background task after the other, and may be killed over one that takes
 * too long.
 */
public final class TaskProcess implements Master {

  private final Simulation simulation;
  private final ExecutionPool executions;
  private final Owner owner;
  private final int number;
  private final long fork;
  private final WorkerProcess process;
  private final Event<TaskProcess> overdue;

  private Task task;
  private long timer = -1;
  private long limit;
  private int killedOf;
  private long done;

  /** Whoever gives it tasks. */
  public interface Owner {

    /** It is over with a task, and free; or it has just been forked. */
    void freed(TaskProcess process);
  }

  /**
   * A process that is up.
   *
   * @param costs the name of what a task costs beyond its steps
   * @param number unique among the processes of the part
   * @param fork CPU time of a new process in its place, nanoseconds
   */
  public TaskProcess(Assembly assembly, String costs, Owner owner, int number, long fork) {
    this.owner = owner;
    this.number = number;
    this.fork = fork;
    simulation = assembly.simulation();
    executions = assembly.programs().executions();
    process =
        new WorkerProcess(
            assembly,
            assembly.part().name(),
            new TaskChild(costs),
            0,
            assembly.framework(),
            this,
            new Stalls(assembly.part().name()));
    overdue = assembly.event("time limit", TaskProcess::onTimeLimit);
  }

  /** Kills tasks that take longer, nanoseconds (0: never); they fail of this error. */
  public void limit(long nanos, int failure) {
    limit = nanos;
    killedOf = failure;
  }

  /** Begins each task with so much CPU time more, nanoseconds: an import. */
  public void before(long nanos) {
    process.beginsWith(nanos);
  }

  /** Gets a task. */
  public void give(Task next) {
    task = next;
  }

  /** Runs the task that it was given. */
  public void run() {
    Execution execution = executions.take();
    execution.serve(task.request, task, task.program);
    execution.accepted(number);
    if (limit > 0) {
      timer = overdue.in(limit, this);
    }
    process.take(execution);
  }

  private void onTimeLimit() {
    timer = -1;
    Task slow = task;
    process.kill();
    slow.fail(killedOf);
  }

  /** What it has just run. */
  public Task task() {
    return task;
  }

  /** How many tasks it has run to their end. */
  public long done() {
    return done;
  }

  /** Ends, and is forked anew. */
  public void replace() {
    done = 0;
    process.kill();
  }

  @Override
  public void freed(WorkerProcess same) {
    if (same.taken() > 0) {
      return; // a C call is over, not the task
    }
    if (timer >= 0) {
      simulation.cancel(timer);
      timer = -1;
    }
    done++;
    owner.freed(this);
  }

  @Override
  public void died(WorkerProcess same) {
    done = -1; // its boot is no task
    same.boot(fork);
  }
}
