package tailback.ui;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** A sentence over everything, until it is clicked away, or by escape. */
final class Notice {

  private Notice() {}

  /** Takes the sentence away; false when there is none. */
  static boolean away(StackPane over) {
    return over.getChildren().removeIf(each -> "notice".equals(each.getId()));
  }

  static Label of(String text, StackPane over) {
    Label label = new Label(text);
    label.setId("notice");
    label.setWrapText(true);
    label.setMaxWidth(900);
    label.getStyleClass().add("told");
    StackPane.setAlignment(label, Pos.BOTTOM_CENTER);
    StackPane.setMargin(label, new Insets(0, 0, 24, 0));
    label.setOnMouseClicked(clicked -> away(over));
    return label;
  }
}
