package tailback.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tailback.experiment.result.Results.Reached;

/** How well measures are known, where that was asked for, and how well they were to be. */
public final class PrecisionList {

  private final List<Reached> all;
  private final int replications;
  private final Ink ink;

  PrecisionList(List<Reached> all, int replications, Ink ink) {
    this.all = all;
    this.replications = replications;
    this.ink = ink;
  }

  /** Whether it was reached, in words. */
  String verdict() {
    return (all.stream().allMatch(Reached::holds) ? "reached" : "not reached")
        + " after "
        + Quantity.count(replications)
        + (replications == 1 ? " replication" : " replications");
  }

  List<String> lines() {
    int widest = all.stream().mapToInt(each -> Cell.width(figure(each))).max().orElse(0);
    int names = all.stream().mapToInt(each -> Cell.width(name(each))).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Reached each : all) {
      lines.add(
          "  "
              + (each.holds() ? ink.green("✓") : ink.red("✗"))
              + " "
              + Cell.left(name(each), names)
              + "  "
              + Cell.left(figure(each), widest)
              + "  "
              + ink.dim("wanted ± " + width(each.wanted(), each)));
    }
    return lines;
  }

  private static String name(Reached of) {
    return Cell.clean(of.measure());
  }

  private static String figure(Reached of) {
    String estimate = CompareTable.level(of.estimate(), of.unit());
    return known(of) ? estimate + " ± " + width(of.reached(), of) : estimate;
  }

  private static String width(double half, Reached of) {
    if (of.relative()) {
      return Quantity.share(half);
    }
    return CompareTable.plain(half, of.unit());
  }

  private static boolean known(Reached of) {
    return Double.isFinite(of.reached());
  }

  /** What is not known as well as it was to be, a sentence each. */
  public static List<String> complaints(List<Reached> all, int replications) {
    return all.stream()
        .filter(each -> !each.holds())
        .map(
            each ->
                (known(each)
                        ? name(each)
                            + " is ± "
                            + width(each.reached(), each)
                            + ", not yet ± "
                            + width(each.wanted(), each)
                        : name(each) + " cannot be told")
                    + ", after "
                    + Quantity.count(replications)
                    + " replications.")
        .toList();
  }

  /** How far the one that is furthest away has come, in a few words. */
  public static String progress(List<Reached> all, int replications) {
    Reached furthest = all.stream().max(Comparator.comparingDouble(Reached::times)).orElseThrow();
    return Quantity.count(replications)
        + " runs, "
        + name(furthest)
        + (known(furthest)
            ? " ± "
                + width(furthest.reached(), furthest)
                + " of "
                + width(furthest.wanted(), furthest)
            : "");
  }
}
