package tailback.ui;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Who has the keyboard. A control that was reached with it, and shows so, has the keys that it
 * knows; one that was clicked has not, so that space still plays and pauses.
 */
public final class Focus {

  private Focus() {}

  /** Whether somebody types a text. */
  static boolean types(KeyEvent event) {
    return event.getTarget() instanceof TextInputControl;
  }

  /** Whether the control that shows that it has the keyboard does something with this key. */
  static boolean takes(KeyEvent event) {
    if (!(event.getTarget() instanceof Node node) || !node.isFocusVisible()) {
      return false;
    }
    KeyCode code = event.getCode();
    if (node instanceof Slider) {
      return code.isArrowKey() || code == KeyCode.HOME || code == KeyCode.END;
    }
    boolean presses = code == KeyCode.SPACE || code == KeyCode.ENTER;
    return node instanceof MenuButton && (presses || code == KeyCode.DOWN || code == KeyCode.UP)
        || (node instanceof ButtonBase || node instanceof TitledPane) && presses;
  }

  /** Presses a button by enter, which by itself knows space only; false when it is none. */
  static boolean enter(KeyEvent event) {
    if (event.getCode() != KeyCode.ENTER) {
      return false;
    }
    if (event.getTarget() instanceof MenuButton menu) {
      menu.show();
      return true;
    }
    if (event.getTarget() instanceof ButtonBase button) {
      button.fire();
      return true;
    }
    return false;
  }

  /** Before its children go: what has the keyboard among them hands it to their parent. */
  public static void keep(Parent parent) {
    Node owner = parent.getScene() == null ? null : parent.getScene().getFocusOwner();
    for (Node node = owner; node != null; node = node.getParent()) {
      if (node == parent) {
        parent.requestFocus();
      }
    }
  }
}
