package tailback.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tailback.component.Kind;

/**
 * The card of a kind of part, {@code models/NAME.md}: what is modelled, the directives with their
 * defaults and sources, and the names under which its queues and times are reported.
 *
 * @param name the kind's name
 * @param summary what it is, one line
 * @param role what it does in a stack, such as {@code database}
 * @param directives what a scenario may set
 * @param resources what it lends, by the names that measures take
 * @param reliefs what relieves each of its resources and limits
 * @param actions what a timeline may have it do, such as {@code reload}, with what happens then
 * @param sections the text under each heading
 * @param text the whole card
 */
public record Card(
    String name,
    String summary,
    String role,
    List<Directive> directives,
    List<Resource> resources,
    List<Relief> reliefs,
    Map<String, String> actions,
    Map<String, String> sections,
    String text) {

  private static final Pattern COLUMN = Pattern.compile("(?<!\\\\)\\|");

  /** When a change of a directive takes effect. */
  public enum Change {
    LIVE,
    RELOAD,
    RESTART
  }

  /**
   * A directive of the real product.
   *
   * @param name as the product writes it
   * @param absent its default; {@code required} when it has none and must be said, empty when it
   *     has none and need not be
   * @param unit {@code s} or {@code ms}: what a bare number means ({@code s, None}: and the word
   *     None means for ever); {@code ≥ 1}: the least count; {@code part: gunicorn}: the name of a
   *     part of such a kind
   * @param change when a change takes effect
   * @param meaning what it does
   * @param source where the default was read
   */
  public record Directive(
      String name, String absent, String unit, Change change, String meaning, String source) {}

  /**
   * Something that requests hold or wait for.
   *
   * @param name such as {@code gunicorn.workers}, with the kind's name in front
   * @param meaning what it is
   * @param unit what is counted
   * @param when the setting that it is there with, such as {@code worker_class: gthread}; empty:
   *     always
   */
  public record Resource(String name, String meaning, String unit, String when) {}

  /**
   * What makes a resource or a limit matter no more, so that {@code explain} can try.
   *
   * @param relieves a resource such as {@code gunicorn.workers}, or the path of a limit
   * @param set the directives that do it, such as {@code workers × 4} or {@code lag = 0ms}, with
   *     commas in between; {@code max_connections (100) × 4} where it is 100 when absent. A count
   *     that is divided, {@code threads ÷ 4}, lets fewer in at once; a time that is divided is
   *     shorter work
   * @param when the settings that it goes with, such as {@code worker_class: sync; memory: none},
   *     with semicolons in between; empty: always
   * @param touchedBy what shows that a run has met it, with commas in between: a resource that was
   *     full (where there are to be fewer, one that they crowd), a counter, {@code x.rejected} or
   *     {@code x.arrivals} of a resource, an error in quotes; {@code HOST} is the part's own,
   *     {@code DATABASE} each database and {@code DATABASE_HOST} the host of each. Empty: the
   *     resource that it relieves, and a limit always
   */
  public record Relief(String relieves, String set, String when, String touchedBy) {}

  /** The card of a kind, from the class path. */
  public static Card of(Kind<?> kind) {
    String file = "/models/" + kind.name() + ".md";
    try (InputStream in = Card.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("there is no card " + file);
      }
      return parse(kind.name(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  /** Reads the text of a card. */
  static Card parse(String name, String text) {
    Map<String, String> sections = sections(text);
    List<Directive> directives = new ArrayList<>();
    for (List<String> row : table(name, sections.get("Directives"), 6)) {
      directives.add(
          new Directive(
              row.get(0),
              row.get(1),
              row.get(2),
              change(name, row.get(3)),
              row.get(4),
              row.get(5)));
    }
    List<Resource> resources = new ArrayList<>();
    for (List<String> row : table(name, sections.get("Resources"), 4)) {
      resources.add(new Resource(row.get(0), row.get(1), row.get(2), row.get(3)));
    }
    List<Relief> reliefs = new ArrayList<>();
    for (List<String> row : table(name, sections.get("Relief"), 4)) {
      reliefs.add(new Relief(row.get(0), row.get(1), row.get(2), row.get(3)));
    }
    Map<String, String> actions = new LinkedHashMap<>();
    for (List<String> row : table(name, sections.get("Actions"), 2)) {
      actions.put(row.get(0), row.get(1));
    }
    String head = sections.get("");
    return new Card(
        name,
        line(name, head, "> "),
        line(name, head, "Role: "),
        List.copyOf(directives),
        List.copyOf(resources),
        List.copyOf(reliefs),
        actions,
        sections,
        text);
  }

  private static Change change(String name, String cell) {
    try {
      return Change.valueOf(cell.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "card " + name + ": '" + cell + "' is none of live, reload, restart", e);
    }
  }

  private static Map<String, String> sections(String text) {
    Map<String, String> sections = new LinkedHashMap<>();
    String heading = "";
    StringBuilder body = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.startsWith("## ")) {
        sections.put(heading, body.toString().strip());
        heading = line.substring(3).strip();
        body.setLength(0);
      } else {
        body.append(line).append('\n');
      }
    }
    sections.put(heading, body.toString().strip());
    return sections;
  }

  private static String line(String name, String head, String start) {
    return head.lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("card " + name + " has no '" + start + "'"));
  }

  /** The rows of a Markdown table, without its head; cells without their back ticks. */
  private static List<List<String>> table(String name, String section, int columns) {
    List<List<String>> rows = new ArrayList<>();
    if (section == null) {
      return rows;
    }
    List<String> lines = section.lines().filter(line -> line.startsWith("|")).toList();
    for (String line : lines.subList(Math.min(2, lines.size()), lines.size())) {
      List<String> cells = new ArrayList<>();
      for (String cell : COLUMN.split(line.strip(), -1)) {
        cells.add(plain(cell.replace("\\|", "|").strip()));
      }
      if (cells.size() != columns + 2) {
        throw new IllegalStateException("card " + name + ": not " + columns + " cells: " + line);
      }
      rows.add(List.copyOf(cells.subList(1, columns + 1)));
    }
    return rows;
  }

  private static String plain(String cell) {
    boolean code =
        cell.length() > 1 && cell.startsWith("`") && cell.indexOf('`', 1) == cell.length() - 1;
    return code ? cell.substring(1, cell.length() - 1) : cell;
  }
}
