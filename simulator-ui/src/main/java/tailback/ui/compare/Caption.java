package tailback.ui.compare;

import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import tailback.ui.theme.Fonts;

/** Above a stage: which run it is, and what differs. */
final class Caption extends HBox {

  private final Patch patch;
  private final Label words = new Label();

  /**
   * A caption.
   *
   * @param letter A or B
   * @param name what the run is called; empty when it has no name
   * @param patch what differs; null: nothing that is told of
   */
  Caption(String letter, String name, Patch patch) {
    super(12);
    this.patch = patch;
    getStyleClass().add("caption");
    Label first = new Label(letter);
    Label second = new Label(name);
    second.getStyleClass().add("muted");
    first.setMinWidth(USE_PREF_SIZE);
    second.setMinWidth(USE_PREF_SIZE);
    second.setManaged(!name.isEmpty());
    words.setId("patch-" + letter.toLowerCase());
    words.setMinWidth(0);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(first, second, words);
    if (patch != null) {
      Tooltip tip = new Tooltip(patch.lines() + "\n\nNothing else differs.");
      tip.setWrapText(true);
      tip.setMaxWidth(640);
      tip.setShowDelay(Duration.millis(300));
      words.setTooltip(tip);
    }
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (patch != null) {
      words.setText(
          patch.fitting(words.getWidth() - 4, text -> Fonts.width(text, words.getFont())));
    }
  }
}
