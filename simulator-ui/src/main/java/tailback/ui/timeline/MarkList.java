package tailback.ui.timeline;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import tailback.ui.Focus;

/** The marks of a scenario one under the other: to go to, to write anew, to take away. */
public final class MarkList extends VBox {

  private final Marks marks;
  private final DoubleConsumer goTo;
  private final Consumer<Mark> edit;

  /**
   * A list that follows the marks.
   *
   * @param goTo goes to a moment, seconds from time zero
   * @param edit asks for another remark
   */
  public MarkList(Marks marks, DoubleConsumer goTo, Consumer<Mark> edit) {
    super(2);
    this.marks = marks;
    this.goTo = goTo;
    this.edit = edit;
    setId("marks");
    marks.watch(this::show);
    show();
  }

  private void show() {
    Focus.keep(this);
    getChildren().clear();
    setVisible(!marks.all().isEmpty());
    setManaged(isVisible());
    if (isVisible()) {
      Label heading = new Label("MARKS");
      heading.getStyleClass().add("heading");
      getChildren().add(heading);
    }
    int number = 0;
    for (Mark mark : marks.all()) {
      getChildren().add(row(mark, number++));
    }
  }

  private HBox row(Mark mark, int number) {
    Hyperlink link = new Hyperlink(String.format(Locale.ROOT, "%.3f s", mark.at()));
    link.setId("mark-" + number);
    link.setOnAction(pressed -> goTo.accept(mark.at()));
    link.setMinWidth(USE_PREF_SIZE);
    Label remark = new Label(mark.remark());
    remark.setWrapText(true);
    remark.getStyleClass().add("small");
    remark.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(remark, Priority.ALWAYS);
    Button change = button("✎", "mark-edit-" + number, "Another remark");
    change.setOnAction(pressed -> edit.accept(mark));
    Button remove = button("✕", "mark-remove-" + number, "Take it away");
    remove.setOnAction(pressed -> marks.remove(mark));
    HBox row = new HBox(4, link, remark, change, remove);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }

  private static Button button(String text, String id, String tip) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().addAll("flat", "small", "row-button");
    button.setTooltip(new Tooltip(tip));
    button.setAccessibleText(tip);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }
}
