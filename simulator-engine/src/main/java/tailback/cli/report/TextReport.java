package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.EndpointResult;

/**
 * Results as text for a terminal, {@code run --format text}: what was simulated, the run in one
 * paragraph, then the figures behind it. Wide terminals get more columns and blocks side by side.
 */
public final class TextReport {

  private static final int WIDE = 120;
  private static final int GUTTER = 4;
  private static final int READABLE = 100;
  private static final int MOST_ENDPOINTS_WITH_BARS = 6;

  private final Results results;
  private final Ink ink;
  private final int width;
  private final Story story;
  private final List<String> page = new ArrayList<>();

  private TextReport(Results results, Terminal terminal) {
    this.results = results;
    ink = Ink.of(terminal);
    width = terminal.width();
    story = new Story(results);
  }

  /** The whole report, for this terminal. */
  public static String of(Results results, Terminal terminal) {
    TextReport report = new TextReport(results, terminal);
    report.write();
    StringBuilder text = new StringBuilder();
    for (String line : report.page) {
      text.append(Cell.trimmed(line)).append('\n');
    }
    return text.toString();
  }

  private void write() {
    title();
    page.add("");
    for (String line : Cell.wrap(story.text(), Math.min(width, READABLE) - 2)) {
      page.add("  " + line);
    }
    if (results.requests().offered() > 0) {
      section("Endpoints", "", new EndpointTable(results, ink, width).lines());
      if (width >= WIDE && results.requests().completed() > 0) {
        wide();
      } else {
        narrow();
      }
    }
    section(
        "Findings",
        "in the order they began",
        new FindingList(results.findings(), ink, Math.min(width, READABLE)).lines());
    section("Alerts", "", new AlertList(results.alerts(), ink, width).lines());
    ExpectationList expectations = new ExpectationList(results.expectations(), ink, width);
    section("Expectations", expectations.verdict(), expectations.lines());
    PrecisionList precision = new PrecisionList(results.precision(), results.replications(), ink);
    section("Precision", precision.verdict(), precision.lines());
  }

  private void title() {
    String title = Cell.clean(results.title());
    String file = Cell.clean(results.scenario());
    for (String line : Cell.wrap(title.isEmpty() ? file : title, width)) {
      page.add(ink.bold(line));
    }
    List<String> facts = new ArrayList<>();
    if (!title.isEmpty() && !file.isEmpty()) {
      facts.add(file);
    }
    facts.add(
        Quantity.seconds(results.simulatedS())
            + " simulated"
            + WarmUpWords.after(results)
            + (results.complete() ? "" : ", cut short"));
    facts.add(
        results.replications() > 1
            ? results.replications() + " replications from seed " + results.seed()
            : "seed " + results.seed());
    StringBuilder line = new StringBuilder();
    for (String fact : facts) {
      if (line.length() > 0 && line.length() + 3 + Cell.width(fact) > width) {
        page.add(ink.dim(line.toString()));
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " · ").append(Cell.clip(fact, width));
    }
    page.add(ink.dim(line.toString()));
  }

  private void narrow() {
    section(
        "Errors", "requests and share of the offered", new ErrorList(results, ink, width).lines());
    section("Where the time went", "share of the mean latency", bars(width));
    resources();
    section("Over time", "", courses(width));
  }

  private void wide() {
    int half = (width - GUTTER) / 2;
    List<String> left = new ArrayList<>();
    block("Where the time went", "share of the mean latency", bars(half), half, left);
    List<String> right = new ArrayList<>();
    block(
        "Errors",
        "requests and share of the offered",
        new ErrorList(results, ink, half).lines(),
        half,
        right);
    block("Over time", "", courses(half), half, right);
    page.addAll(Page.besides(left, right, half + GUTTER));
    resources();
  }

  private void resources() {
    ResourceTable table = new ResourceTable(results.resources(), ink, width);
    section("Resources", table.legend(), table.lines());
  }

  private List<String> courses(int columns) {
    return new Courses(results.timeseries(), story.suspect().orElse(null), ink, columns).lines();
  }

  private List<String> bars(int columns) {
    TimeBars bars = new TimeBars(ink, columns);
    List<String> lines = new ArrayList<>();
    int shown = 0;
    for (Map.Entry<String, EndpointResult> each : results.endpoints().entrySet()) {
      EndpointResult endpoint = each.getValue();
      if (endpoint.completed() > 0
          && !endpoint.timeInMs().isEmpty()
          && shown++ < MOST_ENDPOINTS_WITH_BARS) {
        lines.addAll(bars.lines(each.getKey(), endpoint));
      }
    }
    if (shown > MOST_ENDPOINTS_WITH_BARS) {
      lines.add(ink.dim("  and " + (shown - MOST_ENDPOINTS_WITH_BARS) + " more endpoints"));
    }
    return lines;
  }

  private void section(String name, String remark, List<String> lines) {
    block(name, remark, lines, width, page);
  }

  /** A ruled heading and its lines, after a blank line; nothing when there are none. */
  private void block(
      String name, String remark, List<String> lines, int columns, List<String> onto) {
    if (!lines.isEmpty()) {
      onto.add("");
      onto.add(Page.heading(name, remark, columns, ink));
      onto.addAll(lines);
    }
  }
}
