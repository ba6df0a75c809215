package tailback.component.worker;

import tailback.component.Assembly;
import tailback.journal.Scene;
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
  private int most;
  private int done;
  private boolean replaced;
  private boolean ends;

  /** Whoever gives it tasks. */
  public interface Owner {

    /** Its task is over; it is free unless it is being {@link #replaced}. */
    void over(TaskProcess process);

    /** It was forked in the place of another. */
    void forked(TaskProcess process);
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

  /** It does not exist yet. */
  public void unborn() {
    process.life().neverBorn();
    process.count(-1);
  }

  /** Is forked; {@link Owner#forked} follows. */
  public void fork() {
    ends = false;
    process.count(1);
    process.life().boot(0, fork);
  }

  /** Ends, idle as it is, and no other is forked in its place. */
  public void end() {
    ends = true;
    process.count(-1);
    process.life().kill(Life.Cause.LEFT);
  }

  /** Ends after so many tasks; 0: never. */
  public void most(int tasks) {
    most = tasks;
  }

  /** Begins each task with so much CPU time more, nanoseconds: an import. */
  public void before(long nanos) {
    process.beginsWith(nanos);
  }

  /** The task that it has; null when it has none. */
  public Task task() {
    return task;
  }

  /** Gets a task. */
  public void give(Task next) {
    task = next;
  }

  /**
   * Dies with its master, and no other is forked in its place.
   *
   * @return the task that it had; null when it had none
   */
  public Task crash() {
    Task had = task;
    task = null;
    if (timer >= 0) {
      simulation.cancel(timer);
      timer = -1;
    }
    end();
    return had;
  }

  /** Runs the task that it was given. */
  public void run() {
    if (task == null) {
      return; // it died before it could
    }
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
    task = null;
    replace();
    slow.fail(killedOf);
    owner.over(this);
  }

  private void replace() {
    replaced = true;
    process.life().kill(Life.Cause.KILLED);
  }

  /** Whether it ends with the task that is over, and another is forked. */
  public boolean replaced() {
    return replaced;
  }

  /** Tells which task it runs. */
  public void show(Scene scene) {
    process.show(scene, Scene.Kind.TASK_WORKER, number, 1);
  }

  @Override
  public void freed(WorkerProcess same) {
    if (same.readiness().taken() > 0) {
      return; // a C call is over, not the task
    }
    if (timer >= 0) {
      simulation.cancel(timer);
      timer = -1;
    }
    task = null;
    if (++done == most) {
      replace();
    }
    owner.over(this);
  }

  @Override
  public void up(WorkerProcess same) {
    replaced = false;
    done = 0;
    owner.forked(this);
  }

  @Override
  public void closed(WorkerProcess same) {
    // it listens to nobody
  }

  @Override
  public void spent(WorkerProcess same) {
    throw new IllegalStateException("tasks are counted by their master");
  }

  @Override
  public void died(WorkerProcess same) {
    if (!ends) {
      same.life().boot(0, fork);
    }
  }
}
