package tailback.cli.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Aligned columns under their heads, indented by two. Columns in which nothing stands are left out.
 * When the rest is too wide, dispensable columns go, the most dispensable first; names are cut
 * before those go that would be missed.
 */
final class Table {

  private static final int INDENT = 2;
  private static final int GAP = 2;
  private static final int SPARE = 5;
  private static final int MISSED = 2;
  private static final int SHORT_NAME = 20;
  private static final int SHORTEST_NAME = 8;

  private final Ink ink;
  private final List<Column> columns = new ArrayList<>();
  private final List<String> marks = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>();
  private boolean tight;

  Table(Ink ink) {
    this.ink = ink;
  }

  /** Dispensable: 0 never, else the larger the sooner it goes. */
  private record Column(String group, String head, boolean atLeft, int dispensable) {}

  /** What is shown of it at some width: which columns, how wide each is, and the gap before it. */
  private record Shown(List<Integer> columns, int[] widths, int[] gaps) {
    int width() {
      int width = INDENT;
      for (int i = 0; i < widths.length; i++) {
        width += gaps[i] + widths[i];
      }
      return width;
    }
  }

  /** Columns of a group may stand one blank apart where room is short. */
  Table tight() {
    tight = true;
    return this;
  }

  /** A column of words; the first column holds the names of the rows. */
  Table words(String head) {
    columns.add(new Column("", head, true, 0));
    return this;
  }

  /** A column of figures; neighbours of one group share a head above theirs. */
  Table figures(String group, String head, int dispensable) {
    columns.add(new Column(group, head, false, dispensable));
    return this;
  }

  /** A line of its own between the rows: a name too long for the first column. */
  void alone(String text) {
    marks.add("");
    rows.add(new String[] {text});
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

  /** Heads and rows. */
  List<String> lines(int width) {
    Shown shown = fitted(width);
    List<String> lines = new ArrayList<>();
    if (shown.columns.stream().anyMatch(at -> !columns.get(at).group.isEmpty())) {
      lines.add(groups(shown));
    }
    String[] heads = columns.stream().map(Column::head).toArray(String[]::new);
    lines.add(ink.dim(Cell.trimmed(line("", shown, heads))));
    for (int row = 0; row < rows.size(); row++) {
      String[] cells = rows.get(row);
      lines.add(
          Cell.trimmed(
              isAlone(cells)
                  ? " ".repeat(INDENT) + Cell.clip(cells[0], width - INDENT)
                  : line(marks.get(row), shown, cells)));
    }
    return lines;
  }

  private Shown fitted(int width) {
    List<Integer> kept = filled();
    int gap = GAP;
    Shown shown = shown(kept, gap);
    for (int keeping : new int[] {SPARE, MISSED, 0}) {
      Optional<Integer> goes = mostDispensable(kept, keeping);
      while (shown.width() > width && goes.isPresent()) {
        kept.remove(goes.get());
        shown = shown(kept, gap);
        goes = mostDispensable(kept, keeping);
      }
      if (keeping == SPARE) {
        gap = tight && shown.width() > width ? 1 : GAP;
        shown = shown(kept, gap);
      } else {
        cutNames(shown, width, keeping == 0 ? SHORTEST_NAME : SHORT_NAME);
      }
    }
    return shown;
  }

  private static void cutNames(Shown shown, int width, int shortest) {
    int cut = shown.widths[0] - (shown.width() - width);
    if (shown.width() > width && cut >= shortest) {
      shown.widths[0] = cut;
    }
  }

  private boolean isAlone(String[] row) {
    return row.length < columns.size();
  }

  private Optional<Integer> mostDispensable(List<Integer> kept, int keeping) {
    return kept.stream()
        .filter(at -> columns.get(at).dispensable > keeping)
        .max(Comparator.comparingInt(at -> columns.get(at).dispensable));
  }

  private List<Integer> filled() {
    List<Integer> filled = new ArrayList<>();
    for (int at = 0; at < columns.size(); at++) {
      int column = at;
      if (rows.stream().anyMatch(row -> !isAlone(row) && !row[column].isEmpty())) {
        filled.add(at);
      }
    }
    return filled;
  }

  private Shown shown(List<Integer> kept, int gapInGroups) {
    int[] widths = new int[kept.size()];
    int[] gaps = new int[kept.size()];
    for (int i = 0; i < widths.length; i++) {
      Column column = columns.get(kept.get(i));
      int at = kept.get(i);
      int widest =
          rows.stream()
              .filter(row -> !isAlone(row))
              .mapToInt(row -> Cell.width(row[at]))
              .max()
              .orElse(0);
      widths[i] = Math.max(widest, Cell.width(column.head));
      boolean sameGroup =
          i > 0
              && !column.group.isEmpty()
              && columns.get(kept.get(i - 1)).group.equals(column.group);
      gaps[i] = i == 0 ? 0 : sameGroup ? gapInGroups : GAP;
    }
    return new Shown(List.copyOf(kept), widths, gaps);
  }

  private String line(String mark, Shown shown, String[] cells) {
    StringBuilder line = new StringBuilder(Cell.left(mark, INDENT));
    for (int i = 0; i < shown.widths.length; i++) {
      String cell = cells[shown.columns.get(i)];
      if (i == 0) {
        cell = Cell.clip(cell, shown.widths[0]);
      }
      line.append(" ".repeat(shown.gaps[i]));
      line.append(
          columns.get(shown.columns.get(i)).atLeft
              ? Cell.left(cell, shown.widths[i])
              : Cell.right(cell, shown.widths[i]));
    }
    return line.toString();
  }

  /** The names of the groups, each followed by a rule over its columns. */
  private String groups(Shown shown) {
    StringBuilder line = new StringBuilder();
    int end = INDENT;
    for (int i = 0; i < shown.widths.length; i++) {
      String group = columns.get(shown.columns.get(i)).group;
      int start = end + shown.gaps[i];
      end = start + shown.widths[i];
      while (!group.isEmpty()
          && i + 1 < shown.widths.length
          && columns.get(shown.columns.get(i + 1)).group.equals(group)) {
        i++;
        end += shown.gaps[i] + shown.widths[i];
      }
      int over = group.length() - (end - start);
      String head = group + (over < -1 ? " " + "─".repeat(-over - 1) : "");
      if (!group.isEmpty()) {
        int from = over > 0 ? start - over : start;
        line.append(" ".repeat(Math.max(0, from - line.length()))).append(head);
      }
    }
    return ink.dim(Cell.trimmed(line.toString()));
  }
}
