package tailback.ui.knobs;

import atlantafx.base.controls.ToggleSwitch;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import tailback.scenario.Card.Change;

/**
 * One setting to be changed: its name and what a change costs in life; a slider, a choice or a
 * switch, as it is; and its exact value, to be written.
 */
final class Knob extends VBox {

  /** What is told of a change. */
  interface Turned {
    /** It has another value, from here on or (shift) from the start. */
    void to(String value, boolean fromTheStart);
  }

  private final Sorts.Sort sort;
  private final Turned turned;
  private final String absent;
  private final TextField field = new TextField();
  private final HBox controls = new HBox(6);
  private Node control;
  private Dial dial;
  private boolean showing;

  /**
   * A knob.
   *
   * @param id of the setting, for style sheets and tests
   * @param change when a change takes effect; null: at once, which needs no word
   * @param absent what holds where nothing is set
   * @param tip what is told of it
   */
  Knob(
      String id,
      String name,
      Change change,
      Sorts.Sort sort,
      String absent,
      String tip,
      Turned turned) {
    super(1);
    this.sort = sort;
    this.turned = turned;
    this.absent = absent;
    getStyleClass().add("knob");
    Label label = new Label(name);
    label.getStyleClass().add("small");
    label.setMinWidth(0);
    HBox head = new HBox(4, label);
    head.setAlignment(Pos.CENTER_LEFT);
    if (change != null) {
      Label chip = new Label(change.name().toLowerCase(Locale.ROOT));
      chip.getStyleClass().add("chip");
      chip.setMinWidth(Region.USE_PREF_SIZE);
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      head.getChildren().addAll(gap, chip);
    }
    Tooltip tooltip = new Tooltip(tip);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(380);
    Tooltip.install(head, tooltip);
    field.setTooltip(tooltip);
    field.setId("knob-" + id);
    field.setPromptText(absent);
    field.getStyleClass().add("knob-field");
    field.setOnKeyPressed(
        pressed -> {
          if (pressed.getCode() == KeyCode.ENTER && !field.getText().isBlank()) {
            turned.to(field.getText().strip(), pressed.isShiftDown());
            pressed.consume();
          }
        });
    controls.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, controls);
  }

  /** Shows what it is set to; null: nothing is. */
  void show(String value) {
    showing = true;
    boolean focused = control != null && control.isFocused();
    field.setText(value == null ? "" : value);
    String now = value == null ? absent : value;
    control = control(now);
    controls.getChildren().clear();
    if (control != null) {
      controls.getChildren().add(control);
      HBox.setHgrow(control, Priority.ALWAYS);
    }
    if (control == null || control instanceof Slider) {
      controls.getChildren().add(field);
      HBox.setHgrow(field, control == null ? Priority.ALWAYS : Priority.NEVER);
      field.setPrefWidth(control == null ? 180 : fieldWidth(now));
      field.setMinWidth(field.getPrefWidth() * (control == null ? 0 : 1));
    }
    if (focused && control != null) {
      control.requestFocus();
    }
    showing = false;
  }

  /** Wide enough for a number; a law of several words gets more, and the slider the rest. */
  private static double fieldWidth(String text) {
    return text.length() > 9 ? 116 : 74;
  }

  private Node control(String now) {
    if (sort.isSwitch()) {
      return toggle(now.equals("true") || now.equals("on"));
    }
    if (!sort.words().isEmpty() && sort.words().contains(now)) {
      return choice(now);
    }
    dial = sort.scale() == null ? null : Dial.of(now, sort.scale(), sort.least());
    return dial == null ? null : slider();
  }

  private ToggleSwitch toggle(boolean selected) {
    ToggleSwitch toggle = new ToggleSwitch(selected ? "true" : "false");
    toggle.setSelected(selected);
    toggle.getStyleClass().add("small");
    toggle.setId(field.getId() + "-switch");
    toggle.setMaxWidth(Region.USE_PREF_SIZE);
    toggle
        .selectedProperty()
        .addListener(
            (at, was, now) -> {
              toggle.setText(Boolean.toString(now));
              change(Boolean.toString(now));
            });
    return toggle;
  }

  private ComboBox<String> choice(String now) {
    ComboBox<String> choice = new ComboBox<>();
    choice.getItems().setAll(sort.words());
    choice.setValue(now);
    choice.getStyleClass().addAll("small", "knob-choice");
    choice.setId(field.getId() + "-choice");
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.valueProperty().addListener((at, was, chosen) -> change(chosen));
    return choice;
  }

  private Slider slider() {
    Slider slider = new Slider(dial.from(), dial.to(), dial.position());
    slider.setBlockIncrement(dial.step());
    slider.setId(field.getId() + "-slider");
    slider.setAccessibleText(field.getId());
    slider.setMinWidth(40);
    Dial turning = dial;
    slider
        .valueProperty()
        .addListener((at, was, now) -> field.setText(turning.text(now.doubleValue())));
    slider.setOnMouseReleased(released -> change(turning.text(slider.getValue())));
    slider.setOnKeyReleased(
        released -> {
          if (released.getCode().isArrowKey()) {
            change(turning.text(slider.getValue()));
          }
        });
    return slider;
  }

  private void change(String value) {
    if (!showing) {
      turned.to(value, false);
    }
  }
}
