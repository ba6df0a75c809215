package tailback.component.scaling;

/** How many replicas there should be. */
interface Rule {

  /**
   * Looks at the latest figure.
   *
   * @param now nanoseconds
   * @param desired how many were wanted so far
   * @param serving how many get requests
   * @param booting how many do not yet
   * @param ratio what each of them does on average, as a multiple of the target
   */
  int desired(long now, int desired, int serving, int booting, double ratio);
}
