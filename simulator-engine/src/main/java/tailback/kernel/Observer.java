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
   * A request has ended.
   *
   * @param time nanoseconds since the simulation began
   * @param request its number
   * @param status the HTTP status, 0 when there was no answer
   */
  void ended(long time, long request, int status);
}
