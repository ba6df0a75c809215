package tailback.component.queue;

import tailback.component.Component;
import tailback.component.worker.Program;

/** A queue of background tasks with workers behind it. */
public interface TaskQueue extends Component {

  /**
   * Takes a task.
   *
   * @param number what its random numbers derive from
   * @param row of the recording that drives the traffic, whose values it may take; -1: of none
   */
  void enqueue(Program task, long number, int row);

  /** Whether its messages pass through the Redis of the stack. */
  boolean usesRedis();

  /** What a producer does to hand over a task, nanoseconds without the broker's round trip. */
  long publish();
}
