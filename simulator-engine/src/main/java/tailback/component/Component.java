package tailback.component;

import tailback.journal.Scene;

/** A named product in the stack: its settings, its stations, its events; one file. */
public interface Component {

  /**
   * Takes over new settings while the run goes on. Only what the product itself can change without
   * a restart takes effect; the card says which directives those are.
   */
  default void reconfigure(Record settings) {
    throw new UnsupportedOperationException("takes settings only when it starts");
  }

  /**
   * Does something that an operator would have it do, such as {@code reload}.
   *
   * @param action one of the {@link Kind#actions} of its kind
   */
  default void perform(String action) {
    throw new UnsupportedOperationException("cannot " + action);
  }

  /** Begins its statistics anew: the end of the warm-up. */
  default void reset() {}

  /** Tells what it counted since then, such as {@code ("gunicorn.kills", 2)}. */
  default void count(Tally tally) {}

  /** Takes counts by name; equal names, as of replicas, are added up. */
  interface Tally {

    /** Adds to a count. */
    void add(String name, long count);

    /** Notes a time since the simulation began, nanoseconds; of equal names the first counts. */
    void first(String name, long time);

    /** Notes a figure; of equal names the largest counts. */
    void largest(String name, long figure);

    /**
     * Notes a figure of the whole run, such as {@code app.credits}; equal names, as of replicas,
     * are added up, and of several runs the mean counts.
     */
    void figure(String name, double value);
  }

  /**
   * Tells what stands in it at this instant and who is there, to a debugger or a view. What
   * requests wait for or are served at is known from their places; a part tells what they keep
   * meanwhile.
   */
  default void show(Scene scene) {}

  /** Checks that what went in came out, or is still there; called at the end of a run. */
  default void audit() {}
}
