package tailback.cli.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tailback.experiment.result.Results.ResourceResult;
import tailback.experiment.result.Results.Waits;

/** A row for each resource that somebody came to. */
final class ResourceTable {

  private static final int LONGEST_BAR = 16;
  private static final int SHORTEST_BAR = 3;

  private final Map<String, ResourceResult> resources;
  private final Ink ink;
  private final int width;

  ResourceTable(Map<String, ResourceResult> resources, Ink ink, int width) {
    this.resources = resources;
    this.ink = ink;
    this.width = width;
  }

  List<String> lines() {
    List<String> narrow = table(SHORTEST_BAR).lines(width);
    int spare = width - narrow.stream().mapToInt(Cell::width).max().orElse(width);
    return table(Math.min(LONGEST_BAR, SHORTEST_BAR + Math.max(0, spare))).lines(width);
  }

  /** What the signs in the margin mean, those that stand there. */
  String legend() {
    return resources.entrySet().stream()
        .map(each -> Health.of(each.getKey(), each.getValue()))
        .filter(health -> health.compareTo(Health.WELL) > 0)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .map(Health::legend)
        .collect(Collectors.joining("   "));
  }

  private Table table(int bar) {
    Table table =
        new Table(ink)
            .tight()
            .words("")
            .figures("", "of", 1)
            .figures("", "busy", 0)
            .words("")
            .figures("in use", "mean", 3)
            .figures("in use", "max", 0)
            .figures("waiting", "mean", 2)
            .figures("waiting", "max", 0)
            .figures("wait", "mean", 0)
            .figures("wait", "p95", 5)
            .figures("wait", "max", 7)
            .figures("", "arrivals", 6)
            .figures("", "rejected", 0);
    resources.forEach(
        (name, resource) -> {
          Health health = Health.of(name, resource);
          if (health != Health.UNTOUCHED && !isNobodysProcessor(name, resource)) {
            row(Cell.clean(name), resource, health, bar, table);
          }
        });
    return table;
  }

  /** The CPU of a part without a host never limits anything. */
  private static boolean isNobodysProcessor(String name, ResourceResult resource) {
    return name.endsWith(".cpu") && resource.capacity() == 0;
  }

  private void row(String name, ResourceResult of, Health health, int bar, Table table) {
    boolean limited = of.capacity() > 0;
    boolean waited = of.queueMax() > 0 && of.waitMs() != null;
    Waits waits = of.waitMs();
    table.marked(
        health.sign(ink),
        name,
        limited ? Quantity.count(of.capacity()) : Quantity.UNKNOWN,
        limited ? health.tint(Quantity.percent(of.utilisation()), ink) : Quantity.UNKNOWN,
        limited ? health.tint(Bar.of(of.utilisation(), bar), ink) : "",
        Quantity.level(of.busyMean()),
        Quantity.count(of.busyMax()),
        of.queueMax() > 0 ? Quantity.level(of.queueMean()) : "",
        of.queueMax() > 0 ? Quantity.count(of.queueMax()) : "",
        waited ? wait(waits.mean()) : "",
        waited ? wait(waits.p95()) : "",
        waited ? wait(waits.max()) : "",
        of.arrivals() > 0 ? Quantity.count(of.arrivals()) : "",
        of.rejected() > 0 ? ink.red(Quantity.count(of.rejected())) : "");
  }

  private static String wait(double millis) {
    return millis == 0 ? "0" : Quantity.millis(millis);
  }
}
