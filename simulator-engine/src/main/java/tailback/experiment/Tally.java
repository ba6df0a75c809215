package tailback.experiment;

import java.util.Arrays;
import tailback.journal.Frame;
import tailback.program.Request;

/**
 * How many of the requests that arrived from time zero on have ended with each HTTP status, and how
 * many without an answer, by what their clients met instead. Background tasks do not count.
 */
final class Tally {

  private static final int STATUSES = 600;

  private final long timeZero;
  private final int endpoints;
  private final long[] answered = new long[STATUSES];
  private long[] unanswered = new long[8];

  /**
   * Nobody has ended yet.
   *
   * @param timeZero the end of the warm-up, nanoseconds since the simulation began
   * @param endpoints how many there are; what has a higher number is a task
   */
  Tally(long timeZero, int endpoints) {
    this.timeZero = timeZero;
    this.endpoints = endpoints;
  }

  /** A request or a task has ended. */
  void ended(Request request, int status) {
    if (request.arrived() < timeZero || request.endpoint() >= endpoints) {
      return;
    }
    if (status > 0) {
      answered[status]++;
      return;
    }
    int why = request.unanswered();
    if (why >= unanswered.length) {
      unanswered = Arrays.copyOf(unanswered, Math.max(why + 1, 2 * unanswered.length));
    }
    unanswered[why]++;
  }

  /** Writes down what there is so far. */
  void into(Frame frame) {
    for (int status = 0; status < STATUSES; status++) {
      if (answered[status] > 0) {
        frame.addEnding(status, Request.NO_FAILURE, answered[status]);
      }
    }
    for (int why = 0; why < unanswered.length; why++) {
      if (unanswered[why] > 0) {
        frame.addEnding(0, why, unanswered[why]);
      }
    }
  }
}
