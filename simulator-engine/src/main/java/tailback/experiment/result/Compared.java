package tailback.experiment.result;

import java.util.Map;
import tailback.metric.PairedDifference;

/**
 * What a comparison of two sides showed, run in pairs with the same seeds.
 *
 * @param a the first side, all its runs pooled
 * @param b the second side
 * @param planned how many pairs were asked for; as many as were run unless somebody cut it short
 * @param differences by measure, as a scenario writes it, such as {@code p95(page)}; without an
 *     endpoint, all of them together
 * @param requests the requests that both sides met, one by one, by endpoint
 * @param allRequests those of all endpoints together
 */
public record Compared(
    Results a,
    Results b,
    int planned,
    Map<String, Difference> differences,
    Map<String, Requests> requests,
    Requests allRequests) {

  /** What a measure is measured in; its word is the one in the JSON. */
  public enum Unit {
    /** Milliseconds. */
    MILLIS("ms"),
    /** So many per second. */
    RATE("1/s"),
    /** A fraction. */
    SHARE("share"),
    /** A mean number of something. */
    NUMBER("number");

    private final String word;

    Unit(String word) {
      this.word = word;
    }

    /** As the JSON has it. */
    public String word() {
      return word;
    }
  }

  /**
   * One measure on both sides.
   *
   * @param before on the first side; not a number when it measured nothing
   * @param after on the second side
   * @param paired second minus first, with its interval
   */
  public record Difference(Unit unit, double before, double after, PairedDifference paired) {}

  /**
   * How the same requests fared on both sides. Those still under way at the end of either are left
   * out.
   *
   * @param matched how many have ended on both sides; the sum of the six that follow
   * @param faster completed on both, sooner on the second
   * @param slower completed on both, later on the second
   * @param same completed on both in the same time, to the nanosecond
   * @param rescued failed on the first, completed on the second
   * @param broken completed on the first, failed on the second
   * @param failed failed on both
   * @param fasterMs how much sooner those were who were; null when there are none
   * @param slowerMs how much later; null when there are none
   * @param meanMs mean difference of those who completed on both; negative when the second is
   *     faster
   * @param p5Ms 5 % of these differences lie below it
   * @param p95Ms 95 % of them lie below it
   */
  public record Requests(
      long matched,
      long faster,
      long slower,
      long same,
      long rescued,
      long broken,
      long failed,
      Amount fasterMs,
      Amount slowerMs,
      double meanMs,
      double p5Ms,
      double p95Ms) {

    /** Whether not one request fared differently. */
    public boolean allTheSame() {
      return same + failed == matched;
    }
  }

  /** By how much, milliseconds. */
  public record Amount(double mean, double p95, double max) {}

  /** Whether somebody cut it short. */
  public boolean isCutShort() {
    return a.replications() < planned;
  }
}
