package tailback.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of words, written in Markdown, whose cells are wrapped until it fits. */
final class WrappedTable {

  private static final String INDENT = "  ";
  private static final int GAP = 2;
  private static final int NARROWEST = 6;

  private final Ink ink;
  private final List<String[]> rows = new ArrayList<>();

  /** Reads it; its first row holds the heads, its second the rule below them. */
  WrappedTable(String markdown, Ink ink) {
    this.ink = ink;
    List<String> lines = markdown.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (i != 1) {
        String inner = lines.get(i).strip().replaceAll("^\\||(?<!\\\\)\\|$", "");
        rows.add(
            Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
                .map(cell -> plain(cell))
                .toArray(String[]::new));
      }
    }
  }

  /** Without the marks for code and for strong words. */
  private static String plain(String cell) {
    return cell.replace("\\|", "|").replace("`", "").replace("**", "").strip();
  }

  /** Heads and rows, indented; nothing when there are no rows. */
  List<String> lines(int width) {
    List<String> lines = new ArrayList<>();
    if (rows.size() < 2) {
      return lines;
    }
    int[] widths = fitted(width - INDENT.length());
    for (String[] row : rows) {
      boolean head = row == rows.get(0);
      for (String line : wrapped(row, widths)) {
        lines.add(INDENT + (head ? ink.dim(line) : line));
      }
    }
    return lines;
  }

  /** The widest column gives way, first down to its longest word, then whatever it holds. */
  private int[] fitted(int room) {
    int columns = rows.get(0).length;
    int[] widths = new int[columns];
    int[] words = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Cell.width(row[i]));
        for (String word : row[i].split(" ")) {
          words[i] = Math.max(words[i], Cell.width(word));
        }
      }
    }
    while (Arrays.stream(widths).sum() + GAP * (columns - 1) > room) {
      int widest = -1;
      for (int i = columns - 1; i >= 0; i--) {
        if (widths[i] > words[i] && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        widest = 0;
        for (int i = 1; i < columns; i++) {
          widest = widths[i] > widths[widest] ? i : widest;
        }
        if (widths[widest] <= NARROWEST) {
          break;
        }
      }
      widths[widest]--;
    }
    return widths;
  }

  private static List<String> wrapped(String[] row, int[] widths) {
    List<List<String>> cells = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      cells.add(Cell.wrap(row[i], widths[i]));
      height = Math.max(height, cells.get(i).size());
    }
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < height; at++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String part = at < cells.get(i).size() ? cells.get(i).get(at) : "";
        line.append(Cell.left(part, widths[i] + GAP));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
