package tailback.ui;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/**
 * Scroll panes keep a picture of their contents (ScrollPaneSkin, {@code viewRect.setCache(true)}),
 * and JavaFX 21 does not let go of it when such a pane is taken off the screen.
 */
public final class Scrolling {

  private Scrolling() {}

  /** Draws the contents of a pane without keeping a picture of them. */
  public static void withoutCache(ScrollPane pane) {
    pane.skinProperty()
        .addListener(
            (at, was, skin) -> {
              for (Node each : pane.getChildrenUnmodifiable()) {
                each.setCache(false);
              }
            });
  }
}
