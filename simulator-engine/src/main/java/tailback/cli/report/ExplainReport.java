package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tailback.experiment.result.Explained;
import tailback.experiment.result.Explained.Objective;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Results;
import tailback.metric.Interval;
import tailback.scenario.Expectation.Unit;

/**
 * What to relieve, for a terminal and as JSON: words first, then the figures, then what stood out.
 */
public record ExplainReport(Explained explained) {

  private static final double MILLIS = 1e6;
  private static final int READABLE = 100;
  private static final int LONGEST_MEASURE = 22;
  private static final int SHORTEST_CHANGE = 22;

  /** The margin of a row and the gaps between its cells. */
  private static final int GAPS = 9;

  private static final String AFTER = "after";
  private static final String DIFFERENCE = "difference, 95 %";

  /** For this terminal. */
  public String text(Terminal terminal) {
    Ink ink = Ink.of(terminal);
    int width = terminal.width();
    List<String> page = new ArrayList<>();
    title(ink, width, page);
    page.add("");
    for (String sentence : new ExplainStory(explained).sentences()) {
      wrap(sentence, "  ", width, page);
    }
    section("What to relieve", "each alone, on the very same requests", width, ink, page);
    if (explained.ranking().isEmpty()) {
      wrap("No resource was ever full, and no limit was met.", "  ", width, page);
    } else {
      page.addAll(table(explained.ranking(), true, ink, width));
    }
    further("Two at a time", "as none is enough", explained.together(), width, ink, page);
    further("Fewer at once", "less of what crowds", explained.fewer(), width, ink, page);
    further(
        "Shorter work", "adds no room, takes less of it", explained.shorter(), width, ink, page);
    List<String> asides = new ExplainAsides(explained).paragraphs();
    if (!asides.isEmpty()) {
      section("Not worth it", "whatever its graph shows", width, ink, page);
      asides.forEach(each -> item(each, width, page));
    }
    if (!explained.base().findings().isEmpty()) {
      section("Findings", "in the order in which they began", width, ink, page);
      page.addAll(new FindingList(explained.base().findings(), ink, width).lines());
    }
    StringBuilder text = new StringBuilder();
    page.forEach(line -> text.append(Cell.trimmed(line)).append('\n'));
    return text.toString();
  }

  private void further(
      String name, String remark, List<Relieved> rows, int width, Ink ink, List<String> page) {
    if (!rows.isEmpty()) {
      section(name, remark, width, ink, page);
      page.addAll(table(rows, rows != explained.together(), ink, width));
    }
  }

  private void title(Ink ink, int width, List<String> page) {
    Objective objective = explained.objective();
    Results base = explained.base();
    String title = Cell.clean(base.title().isEmpty() ? base.scenario() : base.title());
    Cell.wrap(title, width).forEach(line -> page.add(ink.bold(line)));
    String what =
        Cell.clean(base.scenario())
            + " · "
            + (objective.symptom().isEmpty()
                ? "to get better: " + objective.measure() + now(", ", " as it is")
                : "symptom: " + objective.symptom() + now(", it is ", ""))
            + (explained.complete() ? "" : " · cut short");
    String runs =
        explained.runs()
            + " pairs of runs for each relief, "
            + Quantity.seconds(base.simulatedS())
            + " each"
            + WarmUpWords.after(base)
            + " · seeds "
            + base.seed()
            + " to "
            + (base.seed() + explained.runs() - 1);
    for (String line : List.of(what, runs)) {
      Cell.wrap(line, width).forEach(piece -> page.add(ink.dim(piece)));
    }
  }

  private String now(String before, String after) {
    return explained.ranking().isEmpty()
        ? ""
        : before + level(explained.ranking().get(0).before()) + after;
  }

  private List<String> table(List<Relieved> rows, boolean changes, Ink ink, int width) {
    String measure = Cell.clip(Cell.clean(explained.objective().measure()), LONGEST_MEASURE);
    Table table =
        new Table(ink)
            .tight()
            .words("")
            .words("")
            .figures(measure, AFTER, 0)
            .figures(measure, DIFFERENCE, 2)
            .words("");
    int others =
        widest(rows, Relieved::relieves)
            + Math.max(AFTER.length(), widest(rows, each -> level(each.after())))
            + Math.max(DIFFERENCE.length(), widest(rows, each -> interval(each.ci95())))
            + widest(rows, each -> verdict(each, ink))
            + GAPS;
    for (Relieved each : rows) {
      table.marked(
          mark(each, ink),
          Cell.clean(each.relieves()),
          changes ? fitted(change(each), Math.max(SHORTEST_CHANGE, width - others)) : "",
          level(each.after()),
          interval(each.ci95()),
          verdict(each, ink));
    }
    return table.lines(width);
  }

  /** With less room around its arrows, if that is what it takes. */
  private static String fitted(String change, int columns) {
    return Cell.width(change) <= columns ? change : Cell.clip(change.replace(" → ", "→"), columns);
  }

  private static int widest(List<Relieved> rows, Function<Relieved, String> cell) {
    return rows.stream().mapToInt(each -> Cell.width(cell.apply(each))).max().orElse(0);
  }

  /** What changes, without the directive where the name of the row has said it. */
  private static String change(Relieved each) {
    String how = Cell.clean(each.how());
    String name = each.relieves().substring(each.relieves().lastIndexOf('.') + 1) + " ";
    return how.startsWith(name) && !how.contains(",") ? how.substring(name.length()) : how;
  }

  private static String mark(Relieved each, Ink ink) {
    return switch (each.verdict()) {
      case ENDS, HELPS -> ink.green("▲");
      case EASES -> ink.yellow("△");
      case WORSE, COSTS -> ink.red("▼");
      case NOTHING -> "";
    };
  }

  private static String verdict(Relieved each, Ink ink) {
    return switch (each.verdict()) {
      case ENDS -> ink.green("gone");
      case HELPS -> "better";
      case EASES -> "eased";
      case NOTHING -> ink.dim("same");
      case COSTS -> ink.red("price");
      case WORSE -> ink.red("worse");
    };
  }

  private String level(double value) {
    return level(value, explained.objective().unit());
  }

  /** A figure of the objective. */
  static String level(double value, Unit unit) {
    return unit == Unit.NUMBER ? Quantity.level(value) : Quantity.measured(value, unit);
  }

  private String interval(Interval of) {
    if (of == null) {
      return "";
    }
    if (of.lower() == 0 && of.upper() == 0) {
      return "0";
    }
    String lower = signed(of.lower());
    String upper = signed(of.upper());
    String unit = upper.replaceFirst("^[-+<\\d.,]+", "");
    boolean same = lower.endsWith(unit);
    return (same ? lower.substring(0, lower.length() - unit.length()) : lower) + " … " + upper;
  }

  private String signed(double value) {
    Unit unit = explained.objective().unit();
    double size = Math.abs(value);
    String amount =
        size == 0
            ? "0"
            : switch (unit) {
              case TIME -> Quantity.roughly(size / MILLIS);
              case SHARE -> Quantity.level(100 * size) + " pt";
              default -> level(size, unit);
            };
    return (value < 0 ? "-" : value > 0 ? "+" : "") + amount;
  }

  private static void section(String name, String remark, int width, Ink ink, List<String> page) {
    page.add("");
    page.add(Page.heading(name, remark, width, ink));
  }

  private static void wrap(String text, String indent, int width, List<String> page) {
    for (String line : Cell.wrap(text, Math.min(width, READABLE) - indent.length())) {
      page.add(indent + line);
    }
  }

  private static void item(String text, int width, List<String> page) {
    String indent = "  ";
    for (String line : Cell.wrap(text, Math.min(width, READABLE) - 4)) {
      page.add(indent + line);
      indent = "    ";
    }
  }

  /** One object; its names are a public contract. */
  public String json() {
    return JsonWriter.text(json -> ExplainJson.write(explained, json));
  }
}
