package tailback.ui;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

/** A sentence over everything, until it is clicked away. */
final class Notice {

  private Notice() {}

  static Label of(String text, StackPane over) {
    Label label = new Label(text);
    label.setId("notice");
    label.setWrapText(true);
    label.setMaxWidth(900);
    label.getStyleClass().add("told");
    StackPane.setAlignment(label, Pos.BOTTOM_CENTER);
    StackPane.setMargin(label, new Insets(0, 0, 24, 0));
    label.setOnMouseClicked(clicked -> over.getChildren().remove(label));
    return label;
  }
}
