package tailback.cli.bench;

/**
 * How fast one workload ran.
 *
 * @param workload which
 * @param perSecond units of its work a second: the median of the rounds
 * @param referencePerSecond the same of the reference program; not a number where there is none
 */
public record Speed(Workload workload, double perSecond, double referencePerSecond) {

  /** How many times as fast as the reference program; not a number where there is none. */
  public double ratio() {
    return perSecond / referencePerSecond;
  }
}
