package tailback.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results.EndpointResult;

/** Where the time of one endpoint's requests went: a bar for each wait and service. */
final class TimeBars {

  private static final double WORTH_A_BAR = 0.005;
  private static final int LONGEST_NAME = 24;
  private static final int LONGEST_BAR = 50;

  private final Ink ink;
  private final int width;

  TimeBars(Ink ink, int width) {
    this.ink = ink;
    this.width = width;
  }

  /** The endpoint's name and mean, then the bars, the longest first. */
  List<String> lines(String name, EndpointResult endpoint) {
    double mean = endpoint.latencyMs().mean();
    List<Map.Entry<String, Double>> parts =
        new ArrayList<>(
            endpoint.timeInMs().entrySet().stream()
                .filter(part -> part.getValue() >= WORTH_A_BAR * mean && part.getValue() > 0)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList());
    double other = mean - parts.stream().mapToDouble(Map.Entry::getValue).sum();
    if (other > mean * 1e-6) {
      parts.add(Map.entry("other", other));
    }
    int names =
        Math.min(
            LONGEST_NAME,
            parts.stream().mapToInt(part -> Cell.width(Cell.clean(part.getKey()))).max().orElse(0));
    int bar = Math.min(LONGEST_BAR, width - names - 23);
    List<String> lines = new ArrayList<>();
    String took = Quantity.millis(mean);
    lines.add(
        "  " + ink.bold(Cell.clip(Cell.clean(name), width - 4 - took.length())) + "  " + took);
    for (Map.Entry<String, Double> part : parts) {
      double share = part.getValue() / mean;
      lines.add(
          "    "
              + Cell.left(Cell.clip(Cell.clean(part.getKey()), names), names)
              + "  "
              + Cell.right(Quantity.millis(part.getValue()), 7)
              + "  "
              + Cell.right(Quantity.percent(share), 6)
              + "  "
              + ink.cyan(Bar.of(share, bar)));
    }
    return lines;
  }
}
