package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.ResourceResult;
import tailback.experiment.result.Results.Waits;

/** A row for each resource that somebody came to. */
final class ResourceTable {

  private static final int LONGEST_BAR = 12;
  private static final int SHORTEST_BAR = 4;

  private final Map<String, ResourceResult> resources;
  private final Ink ink;
  private final int width;

  ResourceTable(Map<String, ResourceResult> resources, Ink ink, int width) {
    this.resources = resources;
    this.ink = ink;
    this.width = width;
  }

  List<String> lines() {
    int excess = table(LONGEST_BAR).width() - width;
    int bar = Math.max(SHORTEST_BAR, LONGEST_BAR - Math.max(0, excess));
    List<String> lines = new ArrayList<>(table(bar).lines(width));
    boolean marked = resources.entrySet().stream()
        .map(each -> Health.of(each.getKey(), each.getValue()))
        .anyMatch(health -> health.compareTo(Health.WELL) > 0);
    if (marked) {
      lines.add(ink.dim(Health.LEGEND));
    }
    return lines;
  }

  private Table table(int bar) {
    Table table = new Table(ink).words("").figures("", "of", 0).figures("", "busy", 0).words("")
        .figures("in use", "mean", 4).figures("in use", "max", 0)
        .figures("waiting", "mean", 0).figures("waiting", "max", 0)
        .figures("wait", "mean", 0).figures("wait", "p95", 5).figures("wait", "max", 7)
        .figures("", "arrivals", 6).figures("", "refused", 0);
    resources.forEach((name, resource) -> {
      Health health = Health.of(name, resource);
      if (health != Health.UNTOUCHED) {
        row(Cell.clean(name), resource, health, bar, table);
      }
    });
    return table;
  }

  private void row(String name, ResourceResult of, Health health, int bar, Table table) {
    boolean limited = of.capacity() > 0;
    boolean waited = of.queueMax() > 0 && of.waitMs() != null;
    Waits waits = of.waitMs();
    table.marked(health.sign(ink), name,
        limited ? Quantity.count(of.capacity()) : Quantity.UNKNOWN,
        limited ? health.tint(Quantity.percent(of.utilisation()), ink) : Quantity.UNKNOWN,
        limited ? health.tint(Bar.of(of.utilisation(), bar), ink) : "",
        Quantity.level(of.busyMean()), Quantity.count(of.busyMax()),
        of.queueMax() > 0 ? Quantity.level(of.queueMean()) : "",
        of.queueMax() > 0 ? Quantity.count(of.queueMax()) : "",
        waited ? Quantity.millis(waits.mean()) : "", waited ? Quantity.millis(waits.p95()) : "",
        waited ? Quantity.millis(waits.max()) : "", Quantity.count(of.arrivals()),
        of.rejected() > 0 ? ink.red(Quantity.count(of.rejected())) : "");
  }
}
