package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;
import tailback.experiment.result.Results.Expected;

/** What the scenario expected, whether it holds, and what was measured. */
final class ExpectationList {

  private static final String MEASURED = "measured ";

  private final List<Expected> expectations;
  private final Ink ink;
  private final int width;

  ExpectationList(List<Expected> expectations, Ink ink, int width) {
    this.expectations = expectations;
    this.ink = ink;
    this.width = width;
  }

  /** How many of them hold, in words. */
  String verdict() {
    long held = expectations.stream().filter(Expected::holds).count();
    if (expectations.size() == 1) {
      return held == 1 ? "it holds" : "it does not hold";
    } else if (held == expectations.size()) {
      return "all " + held + " hold";
    } else if (held == 0) {
      return "none of " + expectations.size() + " holds";
    }
    return held + " of " + expectations.size() + (held == 1 ? " holds" : " hold");
  }

  List<String> lines() {
    int measures =
        expectations.stream()
            .mapToInt(each -> Cell.width(Cell.clean(each.measured())))
            .max()
            .orElse(0);
    int texts =
        expectations.stream().mapToInt(each -> Cell.width(Cell.clean(each.text()))).max().orElse(0);
    int room = width - 4 - 2 - MEASURED.length() - measures;
    texts = Math.min(texts, Math.max(20, room));
    List<String> lines = new ArrayList<>();
    for (Expected expected : expectations) {
      String sign = expected.holds() ? ink.green("✓") : ink.red("✗");
      List<String> text = Cell.wrap(expected.text(), texts);
      String measured = Cell.clean(expected.measured());
      lines.add(
          "  "
              + sign
              + " "
              + Cell.left(text.get(0), texts)
              + "  "
              + ink.dim(MEASURED)
              + Cell.clip(measured, width - 6 - texts - MEASURED.length()));
      for (String rest : text.subList(1, text.size())) {
        lines.add("    " + rest);
      }
    }
    return lines;
  }
}
