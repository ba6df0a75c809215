package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Results;

/**
 * What comparisons of a scenario showed, for a terminal and as JSON: words first, then the figures
 * before and after.
 *
 * @param all by what tells the second side from the first: a file, settings, or the name of a
 *     what-if
 * @param several whether a list was asked for
 */
public record CompareReport(Map<String, Compared> all, boolean several) {

  private static final int READABLE = 100;

  /** For this terminal. */
  public String text(Terminal terminal) {
    Ink ink = Ink.of(terminal);
    List<String> page = new ArrayList<>();
    title(ink, terminal.width(), page);
    if (several) {
      list(ink, terminal.width(), page);
    } else {
      all.values().forEach(compared -> one(compared, ink, terminal.width(), page));
    }
    StringBuilder text = new StringBuilder();
    page.forEach(line -> text.append(Cell.trimmed(line)).append('\n'));
    return text.toString();
  }

  private void title(Ink ink, int width, List<String> page) {
    Compared first = all.values().iterator().next();
    Results a = first.a();
    String title = Cell.clean(a.title().isEmpty() ? a.scenario() : a.title());
    for (String line : Cell.wrap(title, width)) {
      page.add(ink.bold(line));
    }
    String against = several ? "each what-if" : Cell.clean(all.keySet().iterator().next());
    wrap(
        Cell.clean(a.scenario()) + " · before: as it is · after: " + against, "", width, ink, page);
    wrap(runs(first), "", width, ink, page);
  }

  private static String runs(Compared compared) {
    Results a = compared.a();
    String pairs =
        compared.isCutShort()
            ? "cut short after " + a.replications() + " of " + compared.planned() + " pairs of runs"
            : a.replications() + " pairs of runs";
    return pairs
        + ", "
        + Quantity.seconds(a.simulatedS())
        + " each"
        + (a.simulatedS() == compared.b().simulatedS()
            ? ""
            : " (" + Quantity.seconds(compared.b().simulatedS()) + " on the side after)")
        + WarmUpWords.after(a)
        + " · seeds "
        + a.seed()
        + " to "
        + (a.seed() + a.replications() - 1);
  }

  private static void wrap(String text, String indent, int width, Ink ink, List<String> page) {
    for (String line : Cell.wrap(text, width - indent.length())) {
      page.add(ink.dim(indent + line));
    }
  }

  private static void words(Compared compared, int width, List<String> page) {
    for (String line :
        Cell.wrap(new CompareStory(compared).text(), Math.min(width, READABLE) - 2)) {
      page.add("  " + line);
    }
  }

  private static void one(Compared compared, Ink ink, int width, List<String> page) {
    page.add("");
    words(compared, width, page);
    CompareTable table = new CompareTable(compared, ink, width);
    section("Requests", CompareTable.LEGEND, table.endpoints(), width, ink, page);
    section(
        "One by one",
        "how the same request fared on both sides",
        new CompareRequests(compared, ink, width).lines(),
        width,
        ink,
        page);
    section("Resources", "those that differ", table.resources(), width, ink, page);
  }

  private void list(Ink ink, int width, List<String> page) {
    all.forEach(
        (name, compared) -> {
          page.add("");
          page.add(Page.heading(Cell.clip("what if: " + Cell.clean(name), width), "", width, ink));
          if (compared.isCutShort()) {
            page.add(ink.dim("  " + runs(compared)));
          }
          words(compared, width, page);
        });
    for (String measure : List.of("p95", "errors")) {
      Table table = CompareTable.empty(ink);
      all.forEach(
          (name, compared) ->
              CompareTable.row(
                  Cell.clean(name), measure, compared.differences().get(measure), ink, table));
      section(measure, CompareTable.LEGEND, table.lines(width), width, ink, page);
    }
  }

  private static void section(
      String name, String remark, List<String> lines, int width, Ink ink, List<String> page) {
    if (!lines.isEmpty()) {
      page.add("");
      page.add(Page.heading(name, remark, width, ink));
      page.addAll(lines);
    }
  }

  /** An object with both sides and their difference; a list of them when one was asked for. */
  public String json() {
    return JsonWriter.text(
        json -> {
          if (several) {
            json.list();
          }
          for (Map.Entry<String, Compared> each : all.entrySet()) {
            CompareJson.write(each.getKey(), each.getValue(), json);
          }
          if (several) {
            json.end();
          }
        });
  }
}
