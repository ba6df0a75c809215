package tailback.component.worker;

import tailback.kernel.Simulation;

/**
 * The C call that keeps the baton of a process: nobody else in the process runs meanwhile, not even
 * who accepts.
 */
final class BlockingCall {

  private final Simulation simulation;
  private final Baton baton;
  private final Stalls stalls;

  /** Who makes the call; null when nobody does. */
  private Execution caller;

  private boolean deaf;

  /**
   * None is under way.
   *
   * @param stalls where each is noted
   */
  BlockingCall(Simulation simulation, Baton baton, Stalls stalls) {
    this.simulation = simulation;
    this.baton = baton;
    this.stalls = stalls;
  }

  void begin(Execution execution, Demand demand) {
    execution.blockedSince = simulation.now();
    caller = execution;
    deaf = demand != Demand.BLOCK;
  }

  /** It returns. */
  void end(Execution execution) {
    stalls.record(execution.blockedSince, simulation.now(), baton.waiting());
    execution.blockedSince = -1;
    caller = null;
  }

  /** The process is gone, and with it the call, if one is under way. */
  void breakOff() {
    if (caller != null) {
      end(caller);
    }
  }

  boolean isUnderWay() {
    return caller != null;
  }

  /** Since when it is, nanoseconds. */
  long since() {
    return caller.blockedSince;
  }

  /** Whether one is under way that sees no signal before it returns. */
  boolean isDeaf() {
    return isUnderWay() && deaf;
  }
}
