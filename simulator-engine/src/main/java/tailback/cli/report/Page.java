package tailback.cli.report;

import java.util.ArrayList;
import java.util.List;

/** How blocks of lines are headed and put side by side. */
final class Page {

  private Page() {}

  /** A name, a light rule, and a remark at the end of it. */
  static String heading(String name, String remark, int columns, Ink ink) {
    String end = remark.isEmpty() ? "" : " " + remark;
    int rule = Math.max(0, columns - Cell.width(name) - 1 - Cell.width(end));
    return ink.bold(name) + ink.dim(" " + "─".repeat(rule) + end);
  }

  /** Two columns of lines, the second from this column on; either may be the longer. */
  static List<String> besides(List<String> left, List<String> right, int from) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      String start = i < left.size() ? left.get(i) : "";
      lines.add(i < right.size() ? Cell.left(start, from) + right.get(i) : start);
    }
    return lines;
  }
}
