package tailback.experiment;

/**
 * Is told of the requests of a run that have ended, in the order of time: of those that {@linkplain
 * tailback.experiment.result.Results.Counts results count}, which arrived from time zero on.
 */
@FunctionalInterface
public interface Ended {

  /**
   * A request has ended.
   *
   * @param at nanoseconds from time zero
   * @param took how long after it had arrived, nanoseconds
   * @param status the HTTP status; 0 when there was no answer
   * @param unanswered what its client met instead, such as {@code connection refused}; null where
   *     there was an answer
   */
  void ended(long at, long took, int status, String unanswered);
}
