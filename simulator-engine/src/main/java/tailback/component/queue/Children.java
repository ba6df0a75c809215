package tailback.component.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tailback.component.Assembly;
import tailback.component.worker.Task;
import tailback.component.worker.TaskProcess;
import tailback.journal.Scene;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * The child processes of a Celery worker: which of them are free, and how many there are. With
 * {@code --autoscale} that depends on the tasks that the worker holds (Celery 5.6,
 * worker/autoscale.py).
 */
final class Children {

  private final Celery.Settings settings;
  private final Simulation simulation;
  private final List<TaskProcess> all = new ArrayList<>();
  private final ArrayDeque<TaskProcess> idle = new ArrayDeque<>();
  private final ArrayDeque<TaskProcess> spare = new ArrayDeque<>();
  private final Event<Void> looks;
  private int processes;
  private int held;
  private long scaledUpAt = -1;

  /**
   * The children of a worker.
   *
   * @param born whether they are there from the start
   */
  Children(Celery.Settings settings, Assembly assembly, TaskProcess.Owner worker, boolean born) {
    this.settings = settings;
    simulation = assembly.simulation();
    looks = assembly.event("autoscale", nobody -> onLook());
    int count = settings.most();
    long fork = assembly.cost("celery.fork.cpu");
    long limit = settings.taskTimeLimit() == null ? 0 : settings.taskTimeLimit().toNanos();
    int killed = assembly.failure("TimeLimitExceeded");
    for (int i = 0; i < count; i++) {
      int number = assembly.replica() * count + i;
      TaskProcess child = new TaskProcess(assembly, "celery", worker, number, fork);
      child.most(settings.workerMaxTasksPerChild());
      child.limit(limit, killed);
      all.add(child);
      if (born && i < settings.least()) {
        idle.add(child);
        processes++;
      } else {
        child.unborn();
        spare.add(child);
      }
    }
    if (settings.autoscaleMax() > 0) {
      looks.in(Celery.KEEPALIVE, null);
    }
  }

  /** One is free. */
  void free(TaskProcess child) {
    idle.add(child);
  }

  /** Whether none is free. */
  boolean allBusy() {
    return idle.isEmpty();
  }

  /** One that is free, and now is not. */
  TaskProcess next() {
    return idle.poll();
  }

  /** What each of them runs. */
  void running(Consumer<Task> task) {
    for (TaskProcess child : all) {
      if (child.task() != null) {
        task.accept(child.task());
      }
    }
  }

  // ---- how many there are

  /** The worker holds so many more tasks. */
  void holds(int change) {
    held += change;
    if (change > 0) {
      scale();
    }
  }

  private void onLook() {
    scale();
    looks.in(Celery.KEEPALIVE, null);
  }

  private void scale() {
    if (settings.autoscaleMax() == 0) {
      return;
    }
    long now = simulation.now();
    int wanted = Math.min(held, settings.autoscaleMax());
    if (wanted > processes) {
      scaledUpAt = now;
      growTo(wanted);
    } else if (scaledUpAt >= 0 && now - scaledUpAt > Celery.KEEPALIVE) {
      shrinkTo(Math.max(held, settings.autoscaleMin()));
    }
  }

  private void growTo(int wanted) {
    while (processes < wanted) {
      processes++;
      spare.poll().fork();
    }
  }

  private void shrinkTo(int wanted) {
    while (processes > wanted && !idle.isEmpty()) {
      TaskProcess child = idle.pollLast();
      child.end();
      spare.add(child);
      processes--;
    }
  }

  /** Tells which child runs what. */
  void show(Scene scene) {
    all.forEach(child -> child.show(scene));
  }

  // ---- the end of all

  /** SIGKILL to all of them; whoever ran a task had this one. */
  void kill(Consumer<Task> had) {
    for (TaskProcess child : all) {
      if (!spare.contains(child)) {
        Task task = child.crash();
        if (task != null) {
          had.accept(task);
        }
      }
    }
    idle.clear();
    spare.clear();
    spare.addAll(all);
    processes = 0;
    held = 0;
  }

  /** The worker is there again. */
  void fork() {
    growTo(settings.least());
  }
}
