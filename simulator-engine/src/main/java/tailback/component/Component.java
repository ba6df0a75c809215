package tailback.component;

/** A named product in the stack: its settings, its stations, its events; one file. */
public interface Component {

  /**
   * Takes over new settings while the run goes on. Only what the product itself can change without
   * a restart takes effect; the card says which directives those are.
   */
  default void reconfigure(Record settings) {
    throw new UnsupportedOperationException("takes settings only when it starts");
  }

  /** Checks that what went in came out, or is still there; called at the end of a run. */
  default void audit() {}
}
