package tailback.kernel;

/**
 * What happens when an event fires.
 *
 * @param <S> whom it happens to
 */
@FunctionalInterface
public interface Action<S> {

  /** Happens to {@code subject}, at the simulation's present time. */
  void on(S subject);
}
