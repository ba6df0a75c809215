package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.EndpointResult;

/** Under which texts requests failed, the most frequent first. */
final class ErrorList {

  private static final int MOST = 8;

  private final Results results;
  private final Ink ink;
  private final int width;

  ErrorList(Results results, Ink ink, int width) {
    this.results = results;
    this.ink = ink;
    this.width = width;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    int shown = 0;
    for (Map.Entry<String, Long> error : JsonReport.mostFirst(results.all().errors())) {
      if (shown++ < MOST) {
        add(error.getKey(), error.getValue(), lines);
      }
    }
    if (shown > MOST) {
      lines.add(ink.dim("  and " + (shown - MOST) + " more texts"));
    }
    return lines;
  }

  private void add(String text, long count, List<String> lines) {
    double share = (double) count / Math.max(1, results.all().offered());
    String figures =
        "  "
            + ink.red(Cell.right(Quantity.count(count), 7))
            + "  "
            + Cell.right(Quantity.share(share), 7)
            + "  ";
    int indent = Cell.width(figures);
    boolean first = true;
    for (String line : Cell.wrap(text, width - indent)) {
      lines.add((first ? figures : " ".repeat(indent)) + line);
      first = false;
    }
    if (results.endpoints().size() > 1) {
      for (String line : Cell.wrap(where(text), width - indent)) {
        lines.add(" ".repeat(indent) + ink.dim(line));
      }
    }
  }

  private String where(String text) {
    List<String> endpoints = new ArrayList<>();
    for (Map.Entry<String, EndpointResult> each : results.endpoints().entrySet()) {
      long count = each.getValue().errors().getOrDefault(text, 0L);
      if (count > 0) {
        endpoints.add(each.getKey() + " " + Quantity.count(count));
      }
    }
    return String.join(", ", endpoints);
  }
}
