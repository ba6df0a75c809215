package tailback.cli.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Latency;
import tailback.experiment.result.Results.LatencyIntervals;

/** A row for each endpoint, with its intervals below. */
final class EndpointTable {

  private static final int WIDE = 120;
  private static final int LONGEST_NAME = 16;
  private static final double LOPSIDED = 1.5;
  private static final double NEGLIGIBLE = 0.001;

  private final Results results;
  private final Ink ink;
  private final int width;

  EndpointTable(Results results, Ink ink, int width) {
    this.results = results;
    this.ink = ink;
    this.width = width;
  }

  List<String> lines() {
    String requests = "requests";
    String latency = "latency of the completed";
    Table table =
        new Table(ink)
            .words("")
            .figures(requests, "offered", 1)
            .figures(requests, "completed", 3)
            .figures(requests, "failed", 0)
            .figures(requests, "in flight", 6)
            .figures(latency, "mean", 0)
            .figures(latency, "p50", 0)
            .figures(latency, "p90", 5)
            .figures(latency, "p95", 0)
            .figures(latency, "p99", 0)
            .figures(latency, "p99.9", 4)
            .figures(latency, "max", 2)
            .figures("", "SQL/req", 7);
    for (Map.Entry<String, EndpointResult> each : results.endpoints().entrySet()) {
      rows(Cell.clean(each.getKey()), each.getValue(), table);
    }
    if (results.endpoints().size() > 1 && results.all() != null) {
      rows("all", results.all(), table);
    }
    return table.lines(width);
  }

  private void rows(String name, EndpointResult of, Table table) {
    double failed = Health.failedShare(of);
    Latency latency = of.completed() > 0 ? of.latencyMs() : null;
    double seconds = results.simulatedS() * Math.max(1, results.replications());
    boolean longName = width < WIDE && Cell.width(name) > LONGEST_NAME;
    if (longName) {
      table.alone(name);
    }
    table.row(
        longName ? "" : name,
        Quantity.rate(seconds > 0 ? of.offered() / seconds : Double.NaN),
        Quantity.count(of.completed()),
        failed(Quantity.count(of.failed()), failed),
        of.inFlight() == 0 ? "" : Quantity.count(of.inFlight()),
        latency == null ? Quantity.UNKNOWN : Quantity.millis(latency.mean()),
        latency == null ? Quantity.UNKNOWN : Quantity.millis(latency.p50()),
        latency == null ? "" : Quantity.millis(latency.p90()),
        latency == null ? Quantity.UNKNOWN : Quantity.millis(latency.p95()),
        latency == null ? Quantity.UNKNOWN : Quantity.millis(latency.p99()),
        latency == null ? "" : Quantity.millis(latency.p999()),
        latency == null ? Quantity.UNKNOWN : Quantity.millis(latency.max()),
        of.statements() > 0 ? Quantity.level(of.statements()) : "");
    LatencyIntervals within = of.latencyCi95Ms();
    String[] below = {
      "",
      "",
      "",
      of.failed() > 0 ? failed(Quantity.share(failed), failed) : "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      ""
    };
    if (latency != null && within != null) {
      below[5] = interval(latency.mean(), within.mean());
      below[6] = interval(latency.p50(), within.p50());
      below[8] = interval(latency.p95(), within.p95());
      below[9] = interval(latency.p99(), within.p99());
    }
    if (Arrays.stream(below).anyMatch(cell -> !cell.isEmpty())) {
      table.row(below);
    }
    if (of.latencyFailedMs() != null) {
      answeredInError(of.latencyFailedMs(), table);
    }
  }

  private void answeredInError(Latency of, Table table) {
    table.row(
        "  answered 5xx",
        "",
        "",
        "",
        "",
        Quantity.millis(of.mean()),
        Quantity.millis(of.p50()),
        Quantity.millis(of.p90()),
        Quantity.millis(of.p95()),
        Quantity.millis(of.p99()),
        Quantity.millis(of.p999()),
        Quantity.millis(of.max()),
        "");
  }

  private String failed(String text, double share) {
    if (share == 0) {
      return text;
    }
    return share > Health.TOLERABLE_ERRORS ? ink.red(text) : ink.yellow(text);
  }

  private String interval(double value, double[] ends) {
    if (ends == null || Double.isNaN(ends[0]) || Double.isNaN(ends[1])) {
      return "";
    }
    double below = value - ends[0];
    double above = ends[1] - value;
    boolean lopsided = Math.max(below, above) > LOPSIDED * Math.min(below, above);
    if (lopsided && width >= WIDE) {
      return ink.dim(Quantity.range(Quantity.millis(ends[0]), Quantity.millis(ends[1])));
    }
    double half = Math.max(below, above);
    return half < NEGLIGIBLE * value ? "" : ink.dim("±" + Quantity.roughly(half));
  }
}
