package tailback.ui;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** What is open, what is shown of it, and the ways to something else. */
final class TopBar extends HBox {

  private final Label title = new Label();
  private final Label figures = new Label();
  private final ToggleButton explore = new ToggleButton("Explore");
  private final ToggleButton compare = new ToggleButton("Compare A | B");
  private final ToggleButton incident = new ToggleButton("Incident");

  /** What the bar can have done. */
  interface Ways {
    void library();

    void open();

    void explore();

    void compare();

    void incident();

    void edit();

    void present();

    void panels();

    void mark();

    void fades();

    void theme();

    void picture();

    void film();

    void keys();
  }

  TopBar(String name, boolean hasIncident, Ways ways) {
    getStyleClass().addAll("bar", "top-bar");
    setSpacing(8);
    setAlignment(Pos.CENTER_LEFT);
    Button library = button("library", "Library", "All scenarios (ctrl L)", ways::library);
    title.setText(name);
    title.getStyleClass().add("name");
    title.setId("scenario");
    title.setMinWidth(0);
    figures.getStyleClass().add("muted");
    figures.setId("figures");
    figures.setMinWidth(Region.USE_PREF_SIZE);
    explore.setId("explore");
    explore.setSelected(true);
    explore.getStyleClass().add("left-pill");
    explore.setTooltip(new Tooltip("The scenario as it is, with knobs and inspector (E)"));
    explore.setOnAction(pressed -> ways.explore());
    compare.setId("compare");
    compare.getStyleClass().add("center-pill");
    compare.setOnAction(
        pressed -> {
          compare.setSelected(!compare.isSelected()); // it is on while two runs are compared
          ways.compare();
        });
    compare.setTooltip(
        new Tooltip("Beside a what_if or your own settings, with the very same requests (C)"));
    incident.setId("incident-mode");
    incident.getStyleClass().add("right-pill");
    incident.setTooltip(new Tooltip("Page, look, name it, fix, see (I)"));
    incident.setDisable(!hasIncident);
    incident.setOnAction(pressed -> ways.incident());
    HBox modes = new HBox(0, explore, compare, incident);
    for (var each : modes.getChildren()) {
      ((Region) each).setMinWidth(Region.USE_PREF_SIZE);
    }
    MenuButton more = new MenuButton("More");
    more.setId("more");
    more.getStyleClass().add("flat");
    item(more, "Open a file …   ctrl O", pressed -> ways.open());
    item(more, "Edit the YAML   ctrl D", pressed -> ways.edit());
    item(more, "Present   F5", pressed -> ways.present());
    item(more, "Panels   F4", pressed -> ways.panels());
    item(more, "Mark this moment   M", pressed -> ways.mark());
    item(more, "Fades instead of moves   V", pressed -> ways.fades());
    item(more, "Dark or light   ctrl T", pressed -> ways.theme());
    item(more, "Picture (PNG) …   ctrl E", pressed -> ways.picture());
    item(more, "Moving picture (GIF) …   ctrl G", pressed -> ways.film());
    item(more, "Keys   F1", pressed -> ways.keys());
    more.setMinWidth(Region.USE_PREF_SIZE);
    Region left = new Region();
    Region right = new Region();
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren().addAll(library, title, left, modes, right, figures, more);
  }

  private static void item(
      MenuButton menu, String text, Consumer<javafx.event.ActionEvent> action) {
    MenuItem item = new MenuItem(text);
    item.setId("more-" + text.split(" ")[0].toLowerCase(Locale.ROOT));
    item.setOnAction(action::accept);
    menu.getItems().add(item);
  }

  private static Button button(String id, String text, String tip, Runnable action) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("flat");
    button.setTooltip(new Tooltip(tip));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(pressed -> action.run());
    return button;
  }

  /** Says how many requests are in flight, and such. */
  void figures(String text) {
    figures.setText(text);
  }

  /** Which of the modes is on. */
  void mode(boolean comparing, boolean playingIncident) {
    explore.setSelected(!comparing && !playingIncident);
    incident.setSelected(playingIncident);
    compare.setSelected(comparing);
  }
}
