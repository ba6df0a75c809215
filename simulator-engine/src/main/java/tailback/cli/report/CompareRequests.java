package tailback.cli.report;

import java.util.List;
import java.util.Map;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Compared.Amount;
import tailback.experiment.result.Compared.Requests;

/** Who won and who lost, and by how much: a row for each endpoint. */
final class CompareRequests {

  private final Compared compared;
  private final Ink ink;
  private final int width;

  CompareRequests(Compared compared, Ink ink, int width) {
    this.compared = compared;
    this.ink = ink;
    this.width = width;
  }

  List<String> lines() {
    if (compared.allRequests().matched() == 0) {
      return List.of();
    }
    Table table =
        new Table(ink)
            .words("")
            .figures("", "requests", 4)
            .figures("faster", "share", 0)
            .figures("faster", "mean", 0)
            .figures("faster", "p95", 3)
            .figures("faster", "max", 6)
            .figures("slower", "share", 0)
            .figures("slower", "mean", 0)
            .figures("slower", "p95", 3)
            .figures("slower", "max", 6)
            .figures("", "same", 2)
            .figures("", "rescued", 0)
            .figures("", "broken", 0)
            .figures("", "fail both", 5);
    for (Map.Entry<String, Requests> each : compared.requests().entrySet()) {
      row(Cell.clean(each.getKey()), each.getValue(), table);
    }
    if (compared.requests().size() > 1) {
      row("all", compared.allRequests(), table);
    }
    return table.lines(width);
  }

  private void row(String name, Requests of, Table table) {
    Amount faster = of.fasterMs();
    Amount slower = of.slowerMs();
    table.row(
        name,
        Quantity.count(of.matched()),
        share(of.faster(), of),
        faster == null ? "" : Quantity.millis(faster.mean()),
        faster == null ? "" : Quantity.millis(faster.p95()),
        faster == null ? "" : Quantity.millis(faster.max()),
        share(of.slower(), of),
        slower == null ? "" : Quantity.millis(slower.mean()),
        slower == null ? "" : Quantity.millis(slower.p95()),
        slower == null ? "" : Quantity.millis(slower.max()),
        share(of.same(), of),
        of.rescued() == 0 ? "" : ink.green(share(of.rescued(), of)),
        of.broken() == 0 ? "" : ink.red(share(of.broken(), of)),
        of.failed() == 0 ? "" : share(of.failed(), of));
  }

  private static String share(long count, Requests of) {
    return of.matched() == 0 ? Quantity.UNKNOWN : Quantity.percent((double) count / of.matched());
  }
}
