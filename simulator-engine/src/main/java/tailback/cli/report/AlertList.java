package tailback.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tailback.experiment.result.Results.Alerted;

/** When each alert fired and was resolved, the first to fire first. */
final class AlertList {

  private static final int MOST_TIMES = 3;

  private final List<Alerted> alerts;
  private final Ink ink;
  private final int width;

  AlertList(List<Alerted> alerts, Ink ink, int width) {
    this.alerts = alerts;
    this.ink = ink;
    this.width = width;
  }

  List<String> lines() {
    List<Alerted> inOrder =
        alerts.stream().sorted(Comparator.comparingDouble(AlertList::first)).toList();
    int names =
        alerts.stream().mapToInt(each -> Cell.width(Cell.clean(each.name()))).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Alerted each : inOrder) {
      String name = Cell.left(Cell.clean(each.name()), names);
      boolean fired = !each.firings().isEmpty();
      lines.add("  " + (fired ? ink.bold(name) : name) + "  " + times(each));
      lines.add(
          " ".repeat(4 + names)
              + ink.dim(Cell.clip(Cell.clean(each.rule()), Math.max(1, width - 4 - names))));
    }
    return lines;
  }

  private static double first(Alerted alert) {
    return alert.firings().isEmpty() ? Double.POSITIVE_INFINITY : alert.firings().get(0)[0];
  }

  private static String times(Alerted alert) {
    if (alert.firings().isEmpty()) {
      return "never fired";
    }
    List<String> times = new ArrayList<>();
    for (double[] firing : alert.firings()) {
      if (times.size() == MOST_TIMES) {
        times.add("and " + (alert.firings().size() - MOST_TIMES) + " more times");
        break;
      }
      times.add(
          Quantity.seconds(firing[0])
              + (Double.isNaN(firing[1]) ? " to the end" : " to " + Quantity.seconds(firing[1])));
    }
    return "fired " + String.join(", ", times);
  }
}
