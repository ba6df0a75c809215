package tailback.component.queue;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import tailback.component.Assembly;
import tailback.component.worker.Task;
import tailback.queueing.Line;

/**
 * The tasks that the main process of a Celery worker holds, and that no child has: those that have
 * just come, those that wait for a child, those whose time is still to come, and those whose time
 * has come a moment ago.
 */
final class Fetched {

  private final int place;
  private final Line<Task> reserved;
  private final ArrayDeque<Task> delivered = new ArrayDeque<>();
  private final ArrayDeque<Task> due = new ArrayDeque<>();
  private final Countdown countdown;
  private final Runnable happens;

  /**
   * No task yet.
   *
   * @param happens wakes the loop: the time of a task has come
   */
  Fetched(Assembly assembly, Runnable happens) {
    this.happens = happens;
    String name = assembly.part().name() + ".prefetched";
    reserved = assembly.line(name, Integer.MAX_VALUE);
    place = assembly.place(name);
    countdown = new Countdown(assembly, this::onDue);
  }

  /** The place of a task that waits for a child. */
  int place() {
    return place;
  }

  /** A message has come. */
  void deliver(Task task) {
    task.enter(place);
    delivered.add(task);
  }

  private void onDue(Task task) {
    task.enter(place);
    due.add(task);
    happens.run();
  }

  /** How many have come and were not looked at yet. */
  int delivered() {
    return delivered.size();
  }

  /** Of how many the time has come, and nobody has looked yet. */
  int due() {
    return due.size();
  }

  /** How many are held until their time. */
  int early() {
    return countdown.count();
  }

  /** How many wait for a child. */
  int reserved() {
    return reserved.length();
  }

  /**
   * Looks at one that has come.
   *
   * @return whether it waits for a child now; else it is held until its time
   */
  boolean reserveDelivered() {
    Task task = delivered.poll();
    if (countdown.isEarly(task)) {
      countdown.hold(task);
      return false;
    }
    reserved.join(task);
    return true;
  }

  /** One whose time has come waits for a child now. */
  void reserveDue() {
    reserved.join(due.poll());
  }

  /** The next one for a child. */
  Task next() {
    return reserved.next();
  }

  /** Shows all that were looked at. */
  void forEach(Consumer<Task> what) {
    for (Task task = reserved.first(); task != null; task = reserved.after(task)) {
      what.accept(task);
    }
    for (int i = 0; i < countdown.count(); i++) {
      what.accept(countdown.get(i));
    }
  }

  /** Has none any more. */
  void letGo(Consumer<Task> what) {
    while (!reserved.isEmpty()) {
      what.accept(reserved.next());
    }
    while (!due.isEmpty()) {
      what.accept(due.poll());
    }
    while (countdown.count() > 0) {
      what.accept(countdown.drop());
    }
    while (!delivered.isEmpty()) {
      what.accept(delivered.poll());
    }
  }
}
