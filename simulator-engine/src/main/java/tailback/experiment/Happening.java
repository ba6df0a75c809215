package tailback.experiment;

import java.util.List;
import tailback.journal.Moment;
import tailback.program.Request;

/**
 * What one event did.
 *
 * @param moment just after it
 * @param event its name, such as {@code elapsed}; empty before the first
 * @param request whom it happened to, a request's number; 0 when that is nobody
 * @param moves the requests and tasks that moved, in order
 */
public record Happening(Moment moment, String event, long request, List<Move> moves) {

  /** No place: before it arrived, or after it ended. */
  public static final int NOWHERE = -1;

  /**
   * Somebody moved.
   *
   * @param request its number, or that of a task
   * @param task whether it is a background task
   * @param from where it was, a number of the run's catalogue, or {@link #NOWHERE}
   * @param to where it is, or {@link #NOWHERE}
   * @param status what it ended with, 0 when there was no answer; -1 when it has not ended
   * @param worker the worker process that has it; -1 when none has
   * @param failure the error that it failed of, a number of the run's catalogue; -1 when there is
   *     none
   * @param took how long it took, nanoseconds; 0 when it has not ended
   */
  public record Move(
      long request,
      boolean task,
      int from,
      int to,
      int status,
      int worker,
      int failure,
      long took) {

    private static final int UNDER_WAY = -1;

    /** Somebody who is still under way. */
    static Move of(long number, boolean task, int from, int to) {
      return new Move(Request.number(number), task, from, to, UNDER_WAY, UNDER_WAY, UNDER_WAY, 0);
    }

    /** The same with the worker process that has it. */
    Move by(int process) {
      return new Move(request, task, from, to, status, process, failure, took);
    }

    /** Whether it ended. */
    public boolean ends() {
      return to == NOWHERE;
    }
  }
}
