package tailback.component.queue;

import tailback.component.Assembly;
import tailback.component.Part;
import tailback.component.Scalable;
import tailback.component.store.Redis;
import tailback.component.worker.Program;

/** A queue of background tasks with workers behind it. */
public interface TaskQueue extends Scalable {

  /**
   * Which of its lists a task belongs to; the first one is served first.
   *
   * @param priority of the task; null when it says none
   * @param queueName the queue that it names; null when it names none
   */
  int list(Integer priority, String queueName);

  /**
   * Takes a task.
   *
   * @param number what its random numbers derive from
   * @param row of the recording that drives the traffic, whose values it may take; -1: of none
   * @param list which of its lists it belongs to
   * @param countdown how long until it may begin, nanoseconds
   */
  void enqueue(Program task, long number, int row, int list, long countdown);

  /** The Redis that its messages pass through; null when there is none in the stack. */
  Redis redis();

  /** What keeps the messages. */
  Broker broker();

  /** What a producer does to hand over a task, nanoseconds without the broker's round trip. */
  long publish();

  /** How a producer tries again when the broker is down; null: it does not. */
  default PublishPolicy publishPolicy() {
    return null;
  }

  /**
   * The Redis of that name.
   *
   * @param name null: the first of the stack
   * @return null when there is none
   */
  static Redis redis(String name, Assembly assembly) {
    for (Part part : assembly.deployment().stack()) {
      boolean fits = name == null ? part.kind() == Redis.KIND : part.name().equals(name);
      if (fits) {
        return assembly.require(part.name(), Redis.class);
      }
    }
    return null;
  }
}
