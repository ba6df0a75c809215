package tailback.ui.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tailback.ui.Focus;

/** What one beat shows: texts and figures, choices that have a number each, and the way on. */
final class Sheet extends VBox {

  private final List<Button> choices = new ArrayList<>();
  private Button onward;

  Sheet() {
    super(8);
  }

  /** Empties it. */
  void clear() {
    Focus.keep(this);
    getChildren().clear();
    choices.clear();
    onward = null;
  }

  /** How long it is, to {@link #cut} it there. */
  int length() {
    return getChildren().size();
  }

  /** Takes away what came after that length; no choices. */
  void cut(int length) {
    Focus.keep(this);
    getChildren().remove(length, length());
    onward = getChildren().contains(onward) ? onward : null;
  }

  // ---- texts

  /** A text that is the matter of the beat. */
  void big(String text) {
    add(text, "-fx-font-size: 14px;");
  }

  /** A word that is to be seen. */
  Label strong(String text) {
    return add(text, "-fx-font-size: 13px; -fx-font-weight: bold;");
  }

  /** A text. */
  Label paragraph(String text) {
    return add(text, "");
  }

  private Label add(String text, String style) {
    Label label = wrapped(text);
    label.setStyle(style);
    getChildren().add(label);
    return label;
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /** A figure before and after. */
  void row(String name, String before, String after) {
    Label left = new Label(name);
    left.getStyleClass().addAll("muted", "small");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    getChildren().add(new HBox(6, left, gap, new Label(before + "  →  " + after)));
  }

  // ---- what can be done

  /** A choice; its number is that of the key that makes it, from 1. */
  void choice(String id, String text, Consumer<Button> chosen) {
    int number = choices.size() + 1;
    choices.add(wide(id, number + "  " + text, "Key " + number, chosen));
  }

  /** A button that is told who shows what it asks for, below it. */
  Button asking(String id, String text, String key, Consumer<Consumer<String>> asked) {
    VBox shown = new VBox(4);
    Button button =
        wide(
            id, text, key, pressed -> asked.accept(told -> shown.getChildren().add(wrapped(told))));
    getChildren().add(shown);
    return button;
  }

  private Button wide(String id, String text, String key, Consumer<Button> pressed) {
    Button button = new Button(text);
    button.setId(id);
    button.setMnemonicParsing(false);
    button.setWrapText(true);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setMinHeight(Region.USE_PREF_SIZE);
    button.setAlignment(Pos.CENTER_LEFT);
    button.setTooltip(new Tooltip(key));
    button.setOnAction(fired -> pressed.accept(button));
    getChildren().add(button);
    return button;
  }

  /** The way on. */
  void onward(String id, String text, Runnable taken) {
    onward = new Button(text);
    onward.setId(id);
    onward.getStyleClass().add("accent");
    onward.setMinWidth(Region.USE_PREF_SIZE);
    onward.setTooltip(new Tooltip("Enter"));
    onward.setOnAction(fired -> taken.run());
    getChildren().add(onward);
  }

  /** Makes the choice of that number, from 1; false when there is none. */
  boolean choose(int number) {
    if (number < 1 || number > choices.size()) {
      return false;
    }
    choices.get(number - 1).fire();
    return true;
  }

  /** Goes on; false when there is nowhere to go yet. */
  boolean next() {
    if (onward == null) {
      return false;
    }
    onward.fire();
    return true;
  }
}
