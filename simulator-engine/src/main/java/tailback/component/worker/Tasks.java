package tailback.component.worker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.RequestLog;
import tailback.kernel.Observer;
import tailback.program.Request;

/**
 * The background tasks of a run: those that are over, to be used again, and who takes down what
 * becomes of them. A task counts like a request of an endpoint {@code tasks.NAME}, from when it is
 * handed over to its end.
 */
public final class Tasks {

  private final Assembly assembly;

  /** Null when nobody watches. */
  private final Observer watched;

  private final List<Task> all = new ArrayList<>();
  private final ArrayDeque<Task> free = new ArrayDeque<>();
  private RequestLog log;

  /** No tasks yet. */
  public Tasks(Assembly assembly) {
    this.assembly = assembly;
    watched = assembly.observer() == null ? null : watched(assembly.observer());
  }

  /** What sees tasks move, and tells that they are no requests. */
  private static Observer watched(Observer observer) {
    return new Observer() {
      @Override
      public void left(long time, long task, int place) {
        observer.left(time, task, place);
      }

      @Override
      public void moved(long time, long task, int place) {
        observer.taskMoved(time, task, place);
      }

      @Override
      public void ended(long time, long task, int status) {
        observer.taskEnded(time, task, status);
      }
    };
  }

  /** There takes down what becomes of them. */
  public void log(RequestLog takesDown) {
    log = takesDown;
  }

  /**
   * A task is handed over.
   *
   * @param number what its random numbers derive from
   * @param row of the recording that drives the traffic; -1 when there is none
   * @param list which list of its queue it belongs to
   * @param notBefore when it may begin at the earliest, nanoseconds
   * @param place where it waits
   * @param failed says what becomes of it should it fail
   */
  public Task begin(
      Program program,
      long number,
      int row,
      int list,
      long notBefore,
      int place,
      Task.Failed failed) {
    Task task = free.isEmpty() ? made() : free.pop();
    task.program = program;
    task.open = true;
    task.failed = failed;
    task.begin(list, notBefore);
    task.request.arrive(number, program.number(), row, place);
    log.arrived(task.request);
    return task;
  }

  /** The same task again: its message was handed out twice. */
  public Task copy(Task task, int place) {
    return begin(
        task.program,
        task.request.number(),
        task.request.row(),
        task.list(),
        0,
        place,
        task.failed);
  }

  /** A task is to run again. */
  void again(Task task) {
    task.request.again();
    log.sentAgain(task.request);
  }

  private Task made() {
    Request request = new Request(assembly.simulation(), watched, assembly.places().size());
    Task task = new Task(this, request);
    all.add(task);
    return task;
  }

  void ended(Task task, int status) {
    task.open = false;
    task.request.end(status);
    log.ended(task.request, status);
    free.push(task);
  }

  /** How many that were handed over at or after this time are not over yet. */
  public long openSince(long time) {
    return all.stream().filter(task -> task.open && task.request.arrived() >= time).count();
  }
}
