package tailback.cli.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tailback.cli.report.Quantity;
import tailback.experiment.WhatIf;
import tailback.experiment.WhatIf.Ended;
import tailback.experiment.WhatIf.Mean;
import tailback.metric.Histogram;

/** Two runs side by side, from the moment of a change to the end. */
final class WhatIfTable {

  private static final int FEW = 6;
  private static final String LINE = "  %-36s %14s %14s%n";

  private final WhatIf whatIf;
  private final StringBuilder text = new StringBuilder();

  WhatIfTable(WhatIf whatIf) {
    this.whatIf = whatIf;
  }

  @Override
  public String toString() {
    String length = Quantity.seconds(whatIf.without().seconds());
    text.append(whatIf.change()).append(" from here, on the same requests, ").append(length);
    text.append(" to the end\n");
    text.append(String.format(LINE, "", "without", "with"));
    for (String endpoint : whatIf.without().endpoints().keySet()) {
      endpoint(endpoint);
    }
    resources();
    return text.toString();
  }

  private void endpoint(String name) {
    Ended without = whatIf.without().endpoints().get(name);
    Ended with = whatIf.with().endpoints().getOrDefault(name, without);
    line(
        name + ", completed",
        Quantity.count(without.completed()),
        Quantity.count(with.completed()));
    if (without.failed() + with.failed() > 0) {
      line(name + ", failed", Quantity.count(without.failed()), Quantity.count(with.failed()));
      TreeSet<String> errors = new TreeSet<>(without.errors().keySet());
      errors.addAll(with.errors().keySet());
      for (String error : errors) {
        line("  " + error, count(without, error), count(with, error));
      }
    }
    if (open(without) + open(with) > 0) {
      line(name + ", in flight", Quantity.count(open(without)), Quantity.count(open(with)));
    }
    for (double percent : new double[] {50, 95, 99}) {
      line(
          "p" + (int) percent + "(" + name + ")",
          percentile(without.latency(), percent),
          percentile(with.latency(), percent));
    }
  }

  private static long open(Ended ended) {
    return ended.offered() - ended.completed() - ended.failed();
  }

  private static String count(Ended ended, String error) {
    return Quantity.count(ended.errors().getOrDefault(error, 0L));
  }

  private static String percentile(Histogram latency, double percent) {
    return latency.count() == 0 ? Quantity.UNKNOWN : Quantity.nanos(latency.percentile(percent));
  }

  /** The queues that differ most. */
  private void resources() {
    Map<String, Mean> with = whatIf.with().resources();
    List<Map.Entry<String, Mean>> different = new ArrayList<>();
    for (Map.Entry<String, Mean> each : whatIf.without().resources().entrySet()) {
      if (with.containsKey(each.getKey()) && difference(each, with) > 0.01) {
        different.add(each);
      }
    }
    different.sort(Comparator.comparingDouble(each -> -difference(each, with)));
    for (Map.Entry<String, Mean> each : different.subList(0, Math.min(FEW, different.size()))) {
      line(
          "queue(" + each.getKey() + ")",
          Quantity.level(each.getValue().waiting()),
          Quantity.level(with.get(each.getKey()).waiting()));
    }
  }

  private static double difference(Map.Entry<String, Mean> without, Map<String, Mean> with) {
    return Math.abs(without.getValue().waiting() - with.get(without.getKey()).waiting());
  }

  private void line(String what, String without, String with) {
    String name = what.length() > 36 ? what.substring(0, 35) + "…" : what;
    text.append(String.format(LINE, name, without, with));
  }
}
