package tailback.component;

import tailback.kernel.Simulation;

/** Puts a run together: resolves the parts that a part talks to and makes what they are built of. */
public final class Assembly {

  private final Simulation simulation;

  /** An assembly around an empty simulation. */
  public Assembly(Simulation simulation) {
    this.simulation = simulation;
  }

  /** The clock and the events. */
  public Simulation simulation() {
    return simulation;
  }
}
