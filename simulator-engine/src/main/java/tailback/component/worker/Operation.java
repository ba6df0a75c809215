package tailback.component.worker;

/**
 * A step with its references resolved: what an {@link Execution} does next. It runs while the
 * execution has the baton of its worker.
 */
public interface Operation {

  /**
   * Begins the operation.
   *
   * @return true when it is done and the next one may begin; false when the execution will be
   *     resumed, or has ended
   */
  boolean run(Execution execution);
}
