package tailback.component;

import tailback.program.Request;

/** Takes down what becomes of every request. */
public interface RequestLog {

  /** A request was sent. */
  void arrived(Request request);

  /** A request is sent again, after an attempt that came to nothing. */
  default void sentAgain(Request request) {}

  /**
   * A request ended.
   *
   * @param status the HTTP status; 0 when there was no answer
   */
  void ended(Request request, int status);
}
