package tailback.ui.inspector;

import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tailback.component.Catalogue;
import tailback.scenario.Condition;
import tailback.scenario.Problem;
import tailback.scenario.ScenarioReader;
import tailback.ui.Session;
import tailback.ui.timeline.Recording;

/** The conditions at which the run stops by itself, in the grammar of the scenario file. */
public final class Stopping extends VBox {

  private final Session session;
  private final VBox list = new VBox(4);
  private final TextField field = new TextField();
  private final MenuButton suggestions = new MenuButton("pick");
  private final Label wrong = new Label();

  /** The conditions of a session. */
  public Stopping(Session session) {
    super(5);
    this.session = session;
    Label heading = new Label("STOP WHEN");
    heading.getStyleClass().add("heading");
    field.setPromptText("first 502 · queue(nginx) > 20");
    field.setId("stop-field");
    field.getStyleClass().add("knob-field");
    field.setTooltip(new Tooltip("A condition to stop at (B)"));
    field.setOnAction(entered -> add(field.getText()));
    HBox.setHgrow(field, Priority.ALWAYS);
    suggestions.setId("stop-suggestions");
    suggestions.getStyleClass().addAll("small", "flat");
    suggestions.setTooltip(new Tooltip("Conditions that become true in this run"));
    suggestions.setMinWidth(Region.USE_PREF_SIZE);
    suggestions.setOnShowing(showing -> suggest());
    suggest();
    wrong.setWrapText(true);
    wrong.setId("stop-problem");
    wrong.getStyleClass().addAll("small", "error-line");
    wrong.managedProperty().bind(wrong.textProperty().isNotEmpty());
    HBox entry = new HBox(4, field, suggestions);
    entry.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(heading, list, entry, wrong);
  }

  private void suggest() {
    Recording recording = session.recording(0);
    List<String> texts =
        recording == null ? List.of("first 500") : Suggestions.of(recording.results());
    suggestions.getItems().clear();
    for (String text : texts) {
      MenuItem item = new MenuItem(text);
      item.setMnemonicParsing(false);
      item.setId("suggestion-" + (suggestions.getItems().size() + 1));
      item.setOnAction(chosen -> add(text));
      suggestions.getItems().add(item);
    }
  }

  /** Moves the keyboard here, once the key that asked for it has been typed. */
  public void focus() {
    Platform.runLater(field::requestFocus);
  }

  /** Adds a condition; says what is wrong with it otherwise. */
  public void add(String text) {
    wrong.setText("");
    if (text.isBlank()) {
      return;
    }
    Condition condition;
    try {
      condition =
          new ScenarioReader(Catalogue.standard())
              .condition(text.strip(), session.scenario(0).deployment(), "stop when");
    } catch (Problem e) {
      wrong.setText(e.what() + (e.suggestion().isEmpty() ? "" : "; " + e.suggestion()));
      return;
    }
    String words = text.strip();
    session.player().stops().add(words, condition);
    CheckBox box = new CheckBox(words);
    box.setId("stop-" + (list.getChildren().size() + 1));
    box.setMnemonicParsing(false);
    box.setSelected(true);
    box.selectedProperty()
        .addListener(
            (at, was, on) -> {
              if (on) {
                session.player().stops().add(words, condition);
              } else {
                session.player().stops().remove(words);
              }
            });
    list.getChildren().add(box);
    field.clear();
  }
}
