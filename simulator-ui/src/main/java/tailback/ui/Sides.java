package tailback.ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import tailback.ui.editor.EditorPane;
import tailback.ui.incident.IncidentPane;
import tailback.ui.inspector.Inspector;
import tailback.ui.inspector.StateKey;
import tailback.ui.knobs.Knobs;
import tailback.ui.theme.Palette;

/** What stands left and right of the stages: knobs and inspector, an incident, or the editor. */
final class Sides {

  private static final double KNOBS = 228;
  private static final double INSPECTOR = 262;
  private static final double INCIDENT = 350;

  private final BorderPane window;
  private final StateKey key;
  private final Knobs knobs;
  private final Inspector inspector;
  private final ScrollPane left = side("left-side");
  private final ScrollPane right = side("right-side");
  private IncidentPane incident;
  private EditorPane editor;

  Sides(BorderPane window, StateKey key, Knobs knobs, Inspector inspector) {
    this.window = window;
    this.key = key;
    this.knobs = knobs;
    this.inspector = inspector;
    wide(left, KNOBS);
  }

  private static ScrollPane side(String style) {
    ScrollPane scroll = new ScrollPane();
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("side-scroll", style);
    scroll.setFocusTraversable(false);
    Scrolling.withoutCache(scroll);
    return scroll;
  }

  private static void wide(ScrollPane side, double width) {
    side.setPrefWidth(width);
    side.setMinWidth(width);
  }

  private static VBox padded(Node... content) {
    VBox side = new VBox(6, content);
    side.getStyleClass().add("side");
    return side;
  }

  /** The knobs left, the inspector right. */
  void explore(boolean shown) {
    Label states = new Label("STATES");
    states.getStyleClass().add("heading");
    left.setContent(padded(states, key, knobs));
    right.setContent(padded(inspector));
    wide(right, INSPECTOR);
    incident = null;
    show(shown);
  }

  /** An incident right, and nothing left. */
  void incident(IncidentPane played) {
    incident = played;
    right.setContent(padded(incident));
    wide(right, INCIDENT);
    window.setLeft(null);
    window.setRight(right);
  }

  /** An editor right, and nothing left. */
  void edit(EditorPane opened) {
    editor = opened;
    editor.setPrefWidth(Math.max(420, window.getWidth() * 0.36));
    window.setLeft(null);
    window.setRight(editor);
  }

  /** Lets go of the editor; false when there is none. */
  boolean closeEditor() {
    if (editor == null) {
      return false;
    }
    editor.close();
    editor = null;
    return true;
  }

  /** Shows them, or folds them. */
  void show(boolean shown) {
    window.setLeft(shown ? left : null);
    window.setRight(shown ? right : null);
  }

  /** Folds them, or unfolds them. */
  void toggle() {
    show(window.getLeft() == null);
  }

  /** Other colours. */
  void palette(Palette colours) {
    key.palette(colours);
    inspector.palette(colours);
    if (editor != null) {
      editor.palette(colours);
    }
  }

  /** The incident that is played; null when none is. */
  IncidentPane incident() {
    return incident;
  }

  /** The editor; null when nothing is edited. */
  EditorPane editor() {
    return editor;
  }

  /** The inspector. */
  Inspector inspector() {
    return inspector;
  }

  /** The knobs. */
  Knobs knobs() {
    return knobs;
  }
}
