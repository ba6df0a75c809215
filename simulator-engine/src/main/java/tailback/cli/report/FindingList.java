package tailback.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tailback.experiment.result.Results.Finding;

/** What stood out, in the order in which it began. */
final class FindingList {

  private final List<Finding> findings;
  private final Ink ink;
  private final int width;

  FindingList(List<Finding> findings, Ink ink, int width) {
    this.findings = findings;
    this.ink = ink;
    this.width = width;
  }

  List<String> lines() {
    List<Finding> inOrder =
        findings.stream().sorted(Comparator.comparingDouble(Finding::firstS)).toList();
    int times = inOrder.stream().mapToInt(each -> Cell.width(since(each))).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Finding finding : inOrder) {
      String time = "  " + ink.bold(Cell.right(since(finding), times)) + "  ";
      for (String line : Cell.wrap(finding.text(), width - 4 - times)) {
        lines.add(time + line);
        time = " ".repeat(4 + times);
      }
      String where = finding.resource() == null ? "" : " at " + Cell.clean(finding.resource());
      lines.add(
          " ".repeat(4 + times)
              + ink.dim(Cell.clip(Cell.clean(finding.id()) + where, width - 4 - times)));
    }
    return lines;
  }

  /** The second it began. */
  private static String since(Finding finding) {
    return Double.isNaN(finding.firstS()) ? "" : Quantity.seconds(finding.firstS());
  }
}
