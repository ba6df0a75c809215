package tailback.validation;

import java.util.Map;

/**
 * What became of one request, in the laboratory or in the model.
 *
 * @param at when it was sent, seconds from the start of the load
 * @param endpoint what it asked for
 * @param status the HTTP status; 0 when the client gave up
 * @param latencyMs from sending it to the last byte, or to giving up
 * @param worker the number of the worker process that answered; -1 when it is not known
 * @param error what failed; empty when nothing did, or when it is not known
 * @param timeInMs where the time went, by wait or service; in the laboratory at most {@code
 *     handler}
 */
record Answer(
    double at,
    String endpoint,
    int status,
    double latencyMs,
    int worker,
    String error,
    Map<String, Double> timeInMs) {

  private static final int OK = 200;

  boolean good() {
    return status == OK;
  }

  /** When the answer was there, seconds from the start of the load. */
  double answeredAt() {
    return at + latencyMs / 1e3;
  }
}
