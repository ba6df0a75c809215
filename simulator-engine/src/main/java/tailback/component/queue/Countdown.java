package tailback.component.queue;

import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.worker.Task;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * The tasks that a worker holds until their time has come, in its memory: whoever has fetched a
 * task with a countdown keeps it, and may hold one more message for it (Celery 5.6,
 * worker/strategy.py).
 */
final class Countdown {

  private final Simulation simulation;
  private final int place;
  private final Due due;
  private final Event<Held> over;
  private final List<Held> held = new ArrayList<>();

  /** Whoever is told that the time of a task has come. */
  interface Due {
    void due(Task task);
  }

  private static final class Held {
    Task task;
    long timer;
    int index;
  }

  Countdown(Assembly assembly, Due due) {
    this.due = due;
    simulation = assembly.simulation();
    place = assembly.place(assembly.part().name() + ".eta");
    over = assembly.event("eta", this::onOver);
  }

  /** Whether its time is still to come. */
  boolean isEarly(Task task) {
    return task.notBefore() > simulation.now();
  }

  /** Keeps a task until its time. */
  void hold(Task task) {
    task.enter(place);
    Held one = new Held();
    one.task = task;
    one.timer = over.at(task.notBefore(), one);
    one.index = held.size();
    held.add(one);
  }

  private void onOver(Held one) {
    Held last = held.remove(held.size() - 1);
    if (last != one) {
      held.set(one.index, last);
      last.index = one.index;
    }
    due.due(one.task);
  }

  /** How many it keeps. */
  int count() {
    return held.size();
  }

  /** One of those that it keeps. */
  Task get(int index) {
    return held.get(index).task;
  }

  /** Lets one go before its time. */
  Task drop() {
    Held last = held.remove(held.size() - 1);
    simulation.cancel(last.timer);
    return last.task;
  }
}
