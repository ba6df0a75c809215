package tailback.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tailback.cli.incident.Library;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Expected;
import tailback.experiment.result.Results.ResourceResult;
import tailback.scenario.Scenario;
import tailback.scenario.Scenario.Layer;
import tailback.scenario.Scenario.Verdict;

/** What the player of an incident sees: the library, and the five beats of one. */
public final class IncidentPage {

  private static final int READABLE = 100;
  private static final double BUSY = 0.5;

  private final Terminal terminal;
  private final Ink ink;
  private final int width;

  /** For this terminal. */
  public IncidentPage(Terminal terminal) {
    this.terminal = terminal;
    ink = Ink.of(terminal);
    width = Math.min(terminal.width(), READABLE);
  }

  // ---- the library

  /** The incidents by layer: name, difficulty, title, and a mark for those that are solved. */
  public String list(Library library, Set<String> solved) {
    List<String> page = new ArrayList<>();
    int names =
        library.incidents().stream().mapToInt(each -> Cell.width(each.name())).max().orElse(0);
    Layer[] layer = {null};
    boolean[] first = {true};
    for (Library.Entry each : library.incidents()) {
      Layer its = each.scenario().incident().layer();
      if (first[0] || its != layer[0]) {
        if (!first[0]) {
          page.add("");
        }
        page.add(Page.heading(name(its), "", width, ink));
        layer[0] = its;
        first[0] = false;
      }
      String mark = solved.contains(each.name()) ? ink.green("✓") : " ";
      String how = each.scenario().incident().difficulty().name().toLowerCase(Locale.ROOT);
      String start = mark + " " + Cell.left(each.name(), names) + "  " + Cell.left(how, 6) + "  ";
      for (String line :
          Cell.wrap(Cell.clean(each.scenario().title()), width - Cell.width(start))) {
        page.add(start + line);
        start = " ".repeat(Cell.width(start));
      }
    }
    long known = library.incidents().stream().filter(e -> solved.contains(e.name())).count();
    page.add("");
    page.add(
        ink.dim(
            known
                + " of "
                + library.incidents().size()
                + " solved. Play one with: tailback incident play NAME"));
    return text(page);
  }

  private static String name(Layer layer) {
    return layer == null
        ? "Others"
        : switch (layer) {
          case WORKERS -> "Workers and processes";
          case DATABASE -> "Database and pooling";
          case CACHING -> "Caching, static files, background work";
          case OPERATIONS -> "Traffic and operations";
        };
  }

  // ---- the beats

  /** What is played. */
  public String title(Scenario scenario) {
    List<String> page = new ArrayList<>();
    for (String line : Cell.wrap(Cell.clean(scenario.title()), width)) {
      page.add(ink.bold(line));
    }
    return text(page);
  }

  /** A beat with its paragraphs. */
  public String beat(int number, String name, List<String> paragraphs) {
    List<String> page = new ArrayList<>();
    heading(number, name, page);
    for (int i = 0; i < paragraphs.size(); i++) {
      if (i > 0) {
        page.add("");
      }
      wrap(paragraphs.get(i), page);
    }
    page.add("");
    return text(page);
  }

  private void heading(int number, String name, List<String> page) {
    page.add("");
    page.add(Page.heading(number + "  " + name, number + " of 5", width, ink));
  }

  private void wrap(String paragraph, List<String> page) {
    for (String line : Cell.wrap(Cell.clean(paragraph), width - 2)) {
      page.add("  " + line);
    }
  }

  /** A paragraph. */
  public String paragraph(String words) {
    List<String> page = new ArrayList<>();
    wrap(words, page);
    page.add("");
    return text(page);
  }

  /** What the dashboards show where the incident says to look. */
  public String look(Results results, List<String> where) {
    List<String> page = new ArrayList<>();
    heading(2, "Look", page);
    page.addAll(new Courses(results.timeseries(), where, ink, width).lines());
    page.add("");
    return text(page);
  }

  /** The report of the run. */
  public String report(Results results) {
    return "\n" + TextReport.of(results, terminal) + "\n";
  }

  /** What the figures themselves point at, the least telling first. */
  public List<String> hints(Results results) {
    List<String> hints = new ArrayList<>();
    results.all().timeInMs().entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .ifPresent(
            most ->
                hints.add(
                    "Most of a completed request's time goes into "
                        + most.getKey()
                        + ": "
                        + Quantity.millis(most.getValue())
                        + " of "
                        + Quantity.millis(results.all().latencyMs().mean())
                        + "."));
    results.resources().entrySet().stream()
        .filter(each -> each.getValue().queueMean() > 0)
        .max(Comparator.comparingDouble(each -> each.getValue().queueMean()))
        .ifPresent(
            longest ->
                hints.add(
                    "The longest queue is that of "
                        + longest.getKey()
                        + ": "
                        + Quantity.level(longest.getValue().queueMean())
                        + " wait on average."));
    String idle =
        results.resources().entrySet().stream()
            .filter(each -> each.getKey().endsWith(".cpu") && isIdle(each.getValue()))
            .map(each -> each.getKey() + " at " + Quantity.percent(each.getValue().utilisation()))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    if (!idle.isEmpty()) {
      hints.add("What is not busy tells as much: " + idle + ".");
    }
    results.findings().stream()
        .min(Comparator.comparingDouble(Results.Finding::firstS))
        .ifPresent(first -> hints.add("What gave first: " + first.text()));
    return hints;
  }

  private static boolean isIdle(ResourceResult resource) {
    return resource.capacity() > 0 && resource.utilisation() < BUSY;
  }

  /** A question and what may be chosen. */
  public String choices(int number, String name, String question, List<String> choices) {
    List<String> page = new ArrayList<>();
    heading(number, name, page);
    wrap(question, page);
    page.add("");
    for (int i = 0; i < choices.size(); i++) {
      String start = Cell.right(Integer.toString(i + 1), 4) + "  ";
      for (String line : Cell.wrap(Cell.clean(choices.get(i)), width - 6)) {
        page.add(start + line);
        start = " ".repeat(6);
      }
    }
    page.add("");
    return text(page);
  }

  /** Whether an answer is right, and why. */
  public String verdict(boolean right, String because) {
    List<String> page = new ArrayList<>();
    page.add("  " + (right ? ink.green("✓ Yes.") : ink.red("✗ No.")));
    wrap(because, page);
    page.add("");
    return text(page);
  }

  /** What a change did to the same requests. */
  public String beforeAndAfter(String name, Compared compared) {
    List<String> page = new ArrayList<>();
    page.add("");
    page.add(
        Page.heading(Cell.clip(Cell.clean(name), width - 20), "the same requests", width, ink));
    wrap(new CompareStory(compared).text(), page);
    Table table = CompareTable.empty(ink);
    List<String> measures = new ArrayList<>(List.of("p50", "p95", "p99", "errors", "rate"));
    if (compared.a().endpoints().size() > 1) {
      compared.a().endpoints().keySet().forEach(each -> measures.add("p95(" + each + ")"));
    }
    for (String measure : measures) {
      if (compared.differences().containsKey(measure)) {
        CompareTable.row(measure, measure, compared.differences().get(measure), ink, table);
      }
    }
    page.add("");
    page.addAll(table.lines(width));
    return text(page);
  }

  /** What a proposed fix is worth, why, and what shows it. */
  public String fix(Verdict verdict, String why, List<Expected> expected) {
    List<String> page = new ArrayList<>();
    page.add("");
    page.add(
        "  "
            + switch (verdict) {
              case RIGHT -> ink.green("✓ This fixes it.");
              case PARTIAL -> ink.yellow("~ This helps, but it does not fix it.");
              case WRONG -> ink.red("✗ This does not fix it.");
            });
    if (!why.isEmpty()) {
      wrap(why, page);
    }
    if (!expected.isEmpty()) {
      page.addAll(new ExpectationList(expected, ink, width).lines());
    }
    page.add("");
    return text(page);
  }

  /** Whether the symptom is gone with the player's own change. */
  public String symptom(List<Expected> symptom, boolean gone) {
    List<String> page = new ArrayList<>();
    page.add("");
    page.add("  " + (gone ? ink.green("✓ The symptom is gone:") : ink.red("✗ The symptom stays:")));
    page.addAll(new ExpectationList(symptom, ink, width).lines());
    page.add("");
    return text(page);
  }

  private static String text(List<String> page) {
    StringBuilder text = new StringBuilder();
    page.forEach(line -> text.append(Cell.trimmed(line)).append('\n'));
    return text.toString();
  }
}
