package tailback.laws;

/**
 * A figure of a simulation whose value in the long run is known exactly.
 *
 * @param name the queue and the figure
 * @param exact its value, by {@link tailback.queueing.Theory}
 * @param seconds simulated time of a quick run after its warm-up
 * @param simulation what comes out of one run
 */
record Law(String name, double exact, long seconds, Simulated simulation) {

  /** The figure of one run. */
  interface Simulated {
    double figure(long seed, long seconds);
  }

  @Override
  public String toString() {
    return name;
  }
}
