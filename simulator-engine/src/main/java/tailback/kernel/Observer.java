package tailback.kernel;

/**
 * Sees what happens in a run, without changing it: the debugger, the animation, a trace file.
 *
 * <p>Arguments are primitives so that watching allocates nothing; names are resolved once from the
 * run's catalogue of places. A run without an observer pays nothing for them, and one with an
 * observer gives the same results to the byte.
 */
public interface Observer {

  /**
   * A request is now somewhere else.
   *
   * @param time nanoseconds since the simulation began
   * @param request its number
   * @param place where it now waits or is served
   */
  void moved(long time, long request, int place);

  /**
   * A request or a task leaves a wait or a service; {@link #moved} or {@link #taskMoved} follows at
   * once.
   *
   * @param time nanoseconds since the simulation began
   * @param request its number
   * @param place where it has been
   */
  default void left(long time, long request, int place) {}

  /**
   * A request has ended.
   *
   * @param time nanoseconds since the simulation began
   * @param request its number
   * @param status the HTTP status, 0 when there was no answer
   */
  void ended(long time, long request, int status);

  /**
   * A background task is now somewhere else.
   *
   * @param time nanoseconds since the simulation began
   * @param task the number that its random numbers derive from
   * @param place where it now waits or is worked on
   */
  default void taskMoved(long time, long task, int place) {}

  /**
   * A background task has ended.
   *
   * @param time nanoseconds since the simulation began
   * @param task its number, as in {@link #taskMoved}
   * @param status 200, or 500 when it failed
   */
  default void taskEnded(long time, long task, int status) {}
}
