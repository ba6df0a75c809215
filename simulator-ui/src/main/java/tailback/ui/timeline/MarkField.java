package tailback.ui.timeline;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/**
 * Where the remark of a mark is written: enter keeps it, escape leaves everything as it was. It
 * hides itself then.
 */
public final class MarkField extends HBox {

  private final Label when = new Label();
  private final TextField remark = new TextField();
  private final Button remove = new Button("Remove");
  private double at;
  private Node before;

  /**
   * A field that is not shown.
   *
   * @param kept is told of a mark that is to be kept
   * @param removed is told of the mark that is to be taken away
   */
  MarkField(Consumer<Mark> kept, Consumer<Mark> removed) {
    super(6);
    setId("mark-field");
    getStyleClass().addAll("told", "mark-field");
    setAlignment(Pos.CENTER_LEFT);
    when.getStyleClass().add("small");
    remark.setId("mark-remark");
    remark.setPromptText("a remark; enter keeps the mark");
    remark.setPrefColumnCount(24);
    remove.setId("mark-remove");
    remove.getStyleClass().addAll("flat", "small");
    remove.setTooltip(new Tooltip("Take this mark away (delete, while the run is at it)"));
    remove.setFocusTraversable(false);
    getChildren().addAll(when, remark, remove);
    setVisible(false);
    setManaged(false);
    remark.setOnAction(
        entered -> {
          hide();
          kept.accept(new Mark(at, remark.getText()));
        });
    remove.setOnAction(
        pressed -> {
          hide();
          removed.accept(new Mark(at, ""));
        });
  }

  /**
   * Asks for the remark of a moment.
   *
   * @param mark what is kept of it so far; null: nothing
   */
  void ask(double seconds, String clock, Mark mark) {
    at = seconds;
    when.setText(clock);
    remark.setText(mark == null ? "" : mark.remark());
    remove.setVisible(mark != null);
    remove.setManaged(mark != null);
    if (!isVisible()) {
      before = getScene() == null ? null : getScene().getFocusOwner();
    }
    setVisible(true);
    toFront();
    remark.requestFocus();
    remark.end();
  }

  /** Hides it without a change; false when it is not shown. */
  public boolean hide() {
    if (!isVisible()) {
      return false;
    }
    setVisible(false);
    Node heir = before == null || before.getScene() == null ? getParent() : before;
    heir.requestFocus();
    return true;
  }

  /** The moment that is asked about, seconds from time zero. */
  double at() {
    return at;
  }
}
