package tailback.cli.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Aligned columns under their heads, indented by two. Columns in which nothing stands are left out;
 * when the rest is too wide, dispensable ones go, the most dispensable first, then the first column
 * is cut.
 */
final class Table {

  private static final int INDENT = 2;
  private static final int GAP = 2;
  private static final int NARROWEST_NAME = 8;

  private final Ink ink;
  private final List<Column> columns = new ArrayList<>();
  private final List<String> marks = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>();

  Table(Ink ink) {
    this.ink = ink;
  }

  /** Dispensable: 0 never, else the larger the sooner it goes. */
  private record Column(String group, String head, boolean atLeft, int dispensable) {}

  /** A column of words. */
  Table words(String head) {
    columns.add(new Column("", head, true, 0));
    return this;
  }

  /** A column of figures; neighbours of one group share a head above theirs. */
  Table figures(String group, String head, int dispensable) {
    columns.add(new Column(group, head, false, dispensable));
    return this;
  }

  /** One row, a cell for each column. */
  void row(String... cells) {
    marked("", cells);
  }

  /** One row with a mark of one character in the margin. */
  void marked(String mark, String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells, " + columns.size() + " columns");
    }
    marks.add(mark);
    rows.add(cells);
  }

  /** How wide it is with all its columns. */
  int width() {
    return width(filled());
  }

  /** Heads and rows. */
  List<String> lines(int width) {
    List<Integer> shown = filled();
    while (width(shown) > width) {
      Optional<Integer> goes = shown.stream().filter(at -> columns.get(at).dispensable > 0)
          .max(Comparator.comparingInt(at -> columns.get(at).dispensable));
      if (goes.isEmpty()) {
        break;
      }
      shown.remove(goes.get());
    }
    int[] widths = shown.stream().mapToInt(this::width).toArray();
    int excess = width(shown) - width;
    if (excess > 0) {
      widths[0] = Math.max(NARROWEST_NAME, widths[0] - excess);
    }
    List<String> lines = new ArrayList<>();
    if (shown.stream().anyMatch(at -> !columns.get(at).group.isEmpty())) {
      lines.add(groups(shown, widths));
    }
    String[] heads = columns.stream().map(Column::head).toArray(String[]::new);
    lines.add(ink.dim(Cell.trimmed(line("", shown, widths, heads))));
    for (int row = 0; row < rows.size(); row++) {
      lines.add(Cell.trimmed(line(marks.get(row), shown, widths, rows.get(row))));
    }
    return lines;
  }

  private List<Integer> filled() {
    List<Integer> filled = new ArrayList<>();
    for (int at = 0; at < columns.size(); at++) {
      int column = at;
      if (rows.stream().anyMatch(row -> !row[column].isEmpty())) {
        filled.add(at);
      }
    }
    return filled;
  }

  private int width(int at) {
    int widest = rows.stream().mapToInt(row -> Cell.width(row[at])).max().orElse(0);
    return Math.max(widest, Cell.width(columns.get(at).head));
  }

  private int width(List<Integer> shown) {
    return INDENT + shown.stream().mapToInt(this::width).sum() + GAP * (shown.size() - 1);
  }

  private String line(String mark, List<Integer> shown, int[] widths, String[] cells) {
    StringBuilder line = new StringBuilder(Cell.left(mark, INDENT));
    for (int i = 0; i < shown.size(); i++) {
      String cell = cells[shown.get(i)];
      if (i > 0) {
        line.append(" ".repeat(GAP));
      }
      if (i == 0 && Cell.width(cell) > widths[0]) {
        cell = Cell.clip(cell, widths[0]);
      }
      boolean atLeft = columns.get(shown.get(i)).atLeft;
      line.append(atLeft ? Cell.left(cell, widths[i]) : Cell.right(cell, widths[i]));
    }
    return line.toString();
  }

  /** The heads of the groups, each in the middle above its columns. */
  private String groups(List<Integer> shown, int[] widths) {
    StringBuilder line = new StringBuilder();
    int column = INDENT;
    for (int i = 0; i < shown.size(); ) {
      String group = columns.get(shown.get(i)).group;
      int end = i + 1;
      while (end < shown.size() && columns.get(shown.get(end)).group.equals(group)) {
        end++;
      }
      int width = Arrays.stream(widths, i, end).sum() + GAP * (end - i - 1);
      if (!group.isEmpty()) {
        int rule = Math.max(0, width - group.length() - 2);
        String head = rule < 2 ? group
            : "─".repeat(rule / 2) + " " + group + " " + "─".repeat(rule - rule / 2);
        int from = Math.max(line.length(), column + Math.max(0, width - Cell.width(head)));
        line.append(" ".repeat(from - line.length())).append(head);
      }
      column += width + GAP;
      i = end;
    }
    return ink.dim(Cell.trimmed(line.toString()));
  }
}
