package tailback.ui.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A table of what is one thing in A and another in B. */
final class Sides extends GridPane {

  private static final double SIDE = 62;

  private int rows;

  Sides() {
    setHgap(8);
    setVgap(2);
    ColumnConstraints name = new ColumnConstraints();
    name.setHgrow(Priority.ALWAYS);
    name.setMinWidth(0);
    ColumnConstraints side = new ColumnConstraints();
    side.setHalignment(HPos.RIGHT);
    side.setMinWidth(SIDE);
    getColumnConstraints().addAll(name, side, side);
  }

  /** A row: its name, A, B. The first one brings the names of the columns. */
  void row(String name, String a, String b) {
    if (rows == 0) {
      addRow(rows++, cell("", true), cell("A", true), cell("B", true));
    }
    addRow(rows++, cell(name, true), cell(a, false), cell(b, false));
  }

  /** A row for each name in either: {@code name TAB value}. */
  void lines(List<String> a, List<String> b) {
    Map<String, String[]> all = new LinkedHashMap<>();
    for (int side = 0; side < 2; side++) {
      for (String line : side == 0 ? a : b) {
        String[] cells = line.split("\t");
        all.computeIfAbsent(cells[0], name -> new String[] {"–", "–"})[side] = cells[1];
      }
    }
    all.forEach((name, both) -> row(name, both[0], both[1]));
  }

  private static Label cell(String text, boolean muted) {
    Label cell = new Label(text);
    cell.getStyleClass().add("small");
    if (muted) {
      cell.getStyleClass().add("muted");
    }
    return cell;
  }

  /** A line with a name at the left and a value at the right. */
  static Node line(String name, String value) {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    return new HBox(6, cell(name, true), gap, cell(value, false));
  }
}
