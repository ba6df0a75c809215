package tailback.component.worker;

/**
 * System calls that take microseconds and drop the GIL all the same: how likely it is that a thread
 * that waits for it, woken by that, has it before the caller is back. Then the caller waits for a
 * switch interval at least; where nobody computes it does not notice.
 *
 * <p>Fitted to E13, in which a thread burns CPU. Of 57 requests that met this one thread and nobody
 * else, 39 % began after one switch interval, 51 % after two, 9 % after three, 2 % after four: the
 * main thread is back from epoll after the first, half of the new threads are chosen before the
 * burner, and the accept makes the rest. Of 381 answers 62 % came an interval or more after their
 * handler's end: what is sent wakes the other side, which takes longer.
 */
final class SystemCall {

  /** Accepting a connection that is there. */
  static final double ACCEPT = 0.3;

  /** Sending the head of an answer, before its body. */
  static final double SEND = 0.6;

  private SystemCall() {}
}
