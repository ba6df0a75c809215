package tailback.ui;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import tailback.ui.compare.BothInspector;
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
  private static final double BOTH = 300;
  private static final double INCIDENT = 350;

  private final StateKey key;
  private final Knobs knobs;
  private final Inspector inspector;
  private final BothInspector both;
  private final ScrollPane left = side("left-side");
  private final ScrollPane right = side("right-side");
  private final StackPane rightPlace = new StackPane(right);
  private IncidentPane incident;
  private EditorPane editor;

  /**
   * What stands there.
   *
   * @param both in place of the inspector where two runs are compared; null where there is one
   */
  Sides(StateKey key, Knobs knobs, Inspector inspector, BothInspector both) {
    this.key = key;
    this.knobs = knobs;
    this.inspector = inspector;
    this.both = both;
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

  /** Where the knobs are. */
  Node left() {
    return left;
  }

  /** Where the inspector is, an incident, or the editor. */
  Node right() {
    return rightPlace;
  }

  /** The knobs left, the inspector right. */
  void explore(boolean shown) {
    Label states = new Label("STATES");
    states.getStyleClass().add("heading");
    left.setContent(padded(states, key, knobs));
    right.setContent(both == null ? padded(inspector) : padded(both, inspector.stopping()));
    wide(right, both == null ? INSPECTOR : BOTH);
    rightPlace.getChildren().setAll(right);
    incident = null;
    show(shown);
  }

  /** An incident right, and nothing left. */
  void incident(IncidentPane played) {
    incident = played;
    right.setContent(padded(incident));
    wide(right, INCIDENT);
    rightPlace.getChildren().setAll(right);
    show(false, true);
  }

  /** Has an editor, which is not shown yet; null: none. */
  void adopt(EditorPane other) {
    editor = other;
  }

  /** Gives the editor away, as it is; null when there is none. */
  EditorPane letGo() {
    EditorPane given = editor;
    rightPlace.getChildren().setAll(right);
    editor = null;
    return given;
  }

  /** The editor right, so wide, and nothing left. */
  void edit(double width) {
    editor.setPrefWidth(width);
    rightPlace.getChildren().setAll(editor);
    show(false, true);
    editor.write();
  }

  /** Whether the editor is shown. */
  boolean isEditing() {
    return editor != null && rightPlace.getChildren().contains(editor);
  }

  /** Shows them, or folds them. */
  void show(boolean shown) {
    show(shown, shown);
  }

  private void show(boolean leftShown, boolean rightShown) {
    left.setVisible(leftShown);
    left.setManaged(leftShown);
    rightPlace.setVisible(rightShown);
    rightPlace.setManaged(rightShown);
  }

  /** Unfolds the right one alone for what was chosen, or folds it; what else is there stays. */
  void choose(boolean something) {
    if (editor == null && incident == null) {
      show(left.isVisible(), something || left.isVisible());
    }
  }

  /** Folds them, or unfolds them. */
  void toggle() {
    show(!left.isVisible());
  }

  /** Other colours. */
  void palette(Palette colours) {
    key.palette(colours);
    inspector.palette(colours);
    if (both != null) {
      both.palette(colours);
    }
    if (editor != null) {
      editor.palette(colours);
    }
  }

  /** The incident that is played; null when none is. */
  IncidentPane incident() {
    return incident;
  }

  /** The editor, shown or not; null when nothing was edited. */
  EditorPane editor() {
    return editor;
  }

  /** The inspector. */
  Inspector inspector() {
    return inspector;
  }

  /** The inspector of two runs; null where there is one. */
  BothInspector both() {
    return both;
  }

  /** The knobs. */
  Knobs knobs() {
    return knobs;
  }
}
