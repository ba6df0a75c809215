package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.scenario.Card;

/** The card of a part as a page for a terminal: its Markdown wrapped, and its tables laid out. */
public final class CardPage {

  private static final int READABLE = 100;
  private static final String INDENT = "  ";

  private final Ink ink;
  private final int width;
  private final List<String> page = new ArrayList<>();

  private CardPage(Terminal terminal) {
    ink = Ink.of(terminal);
    width = Math.min(terminal.width(), READABLE);
  }

  /** One card. */
  public static String of(Card card, Terminal terminal) {
    CardPage page = new CardPage(terminal);
    page.add(page.ink.bold(card.name()) + " · " + card.role());
    page.paragraph(card.summary(), "");
    for (Map.Entry<String, String> section : card.sections().entrySet()) {
      if (!section.getKey().isEmpty()) {
        page.section(section.getKey(), section.getValue(), card);
      }
    }
    return page.text();
  }

  /** A line for each card: its name and what it is. */
  public static String list(List<Card> cards, Terminal terminal) {
    CardPage page = new CardPage(terminal);
    int names = cards.stream().mapToInt(card -> card.name().length()).max().orElse(0);
    for (Card card : cards) {
      String start = Cell.left(page.ink.bold(card.name()), names + 2);
      for (String line : Cell.wrap(card.summary(), terminal.width() - names - 2)) {
        page.add(start + line);
        start = " ".repeat(names + 2);
      }
    }
    return page.text();
  }

  private void section(String name, String body, Card card) {
    if (body.isBlank()) {
      return;
    }
    List<String> before = List.copyOf(page);
    add("");
    add(Page.heading(name, "", width, ink));
    int headed = page.size();
    if (name.equals("Directives")) {
      card.directives().forEach(this::directive);
    } else {
      for (String block : body.split("\n\\s*\n")) {
        if (page.size() > headed) {
          add("");
        }
        block(block);
      }
    }
    if (page.size() == headed) { // a table without rows
      page.clear();
      page.addAll(before);
    }
  }

  private void block(String block) {
    if (block.startsWith("|")) {
      page.addAll(new WrappedTable(block, ink).lines(width));
    } else if (block.startsWith("```")) {
      block.lines().filter(line -> !line.startsWith("```")).forEach(line -> add(INDENT + line));
    } else {
      paragraph(block, INDENT);
    }
  }

  /** Its default stands beside it, as a scenario would say it; then when it may change, and why. */
  private void directive(Card.Directive directive) {
    String absent = directive.absent().isEmpty() ? "" : ": " + directive.absent();
    if (directive.absent().equals("required")) {
      absent = ": …  (required)";
    }
    add(INDENT + ink.bold(directive.name()) + absent);
    paragraph(directive.meaning(), INDENT.repeat(3));
    String fine = unit(directive.unit()) + change(directive.change()) + " · " + directive.source();
    for (String line : Cell.wrap(fine, width - 6)) {
      add(INDENT.repeat(3) + ink.dim(line));
    }
  }

  private static String unit(String of) {
    if (of.startsWith("≥")) {
      return "at least" + of.substring(1) + " · ";
    } else if (of.startsWith("part: ")) {
      return "names a part of kind " + of.substring("part: ".length()) + " · ";
    }
    return switch (of) {
      case "" -> "";
      case "s" -> "a bare number is seconds · ";
      case "ms" -> "a bare number is milliseconds · ";
      case "s, None" -> "a bare number is seconds, None is for ever · ";
      default -> of + " · ";
    };
  }

  private static String change(Card.Change change) {
    return switch (change) {
      case LIVE -> "changes while it runs";
      case RELOAD -> "changes with a reload";
      case RESTART -> "changes with a restart";
    };
  }

  private void paragraph(String text, String indent) {
    for (String line : Cell.wrap(text, width - indent.length())) {
      add(indent + line);
    }
  }

  private void add(String line) {
    page.add(line);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (String line : page) {
      text.append(Cell.trimmed(line)).append('\n');
    }
    return text.toString();
  }
}
