package tailback.ui.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.ResourceResult;

/**
 * What a resource measured over the whole run, and whether its figures obey Little's law.
 *
 * @param name of the resource
 * @param utilisation ρ, busy share; not a number where there is no limit
 * @param rate λ, who came and was let in, per second
 * @param waiting L, how many wait on average
 * @param waitS W, how long they wait on average, seconds
 * @param refused how many were sent away
 */
public record Statistics(
    String name, double utilisation, double rate, double waiting, double waitS, long refused) {

  /** Edge effects: who waited when the count began or ended is in one side only. */
  private static final double RELATIVE = 0.05;

  private static final double ABSOLUTE = 0.02;

  /** The resources of a part, by its name, and those of its host. */
  public static List<Statistics> of(Results results, String part, String host) {
    List<Statistics> all = new ArrayList<>();
    for (Map.Entry<String, ResourceResult> each : results.resources().entrySet()) {
      boolean its = each.getKey().startsWith(part + ".");
      boolean hosts =
          host != null
              && (each.getKey().equals(host + ".cpu") || each.getKey().equals(host + ".gil"));
      if (its || hosts) {
        all.add(of(each.getKey(), each.getValue(), results.simulatedS()));
      }
    }
    return all;
  }

  private static Statistics of(String name, ResourceResult resource, double seconds) {
    return new Statistics(
        name,
        resource.capacity() == 0 ? Double.NaN : resource.utilisation(),
        (resource.arrivals() - resource.rejected()) / seconds,
        resource.queueMean(),
        resource.waitMs().mean() / 1000,
        resource.rejected());
  }

  /** Whether L = λW, within what the ends of the run may be off. */
  public boolean obeysLittle() {
    double expected = rate * waitS;
    return Math.abs(waiting - expected)
        <= Math.max(ABSOLUTE, RELATIVE * Math.max(waiting, expected));
  }

  /** In words: a line for each figure. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!Double.isNaN(utilisation)) {
      lines.add(String.format(Locale.ROOT, "utilisation ρ\t%.0f %%", 100 * utilisation));
    }
    lines.add(String.format(Locale.ROOT, "arrival rate λ\t%.4g/s", rate));
    lines.add(String.format(Locale.ROOT, "mean wait W\t%.3g ms", 1000 * waitS));
    lines.add(
        String.format(
            Locale.ROOT, "Little  L = λW\t%.3g %s", waiting, obeysLittle() ? "✓" : "≠ λW"));
    if (refused > 0) {
      lines.add(String.format(Locale.ROOT, "refused\t%,d", refused));
    }
    return lines;
  }
}
