package tailback.ui.transport;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import tailback.ui.transport.Speed.Look;

/** Play, pause, step, back, speed; with the clock in the middle. */
public final class TransportBar extends HBox {

  private static final String START = "M2,2 h2 v12 h-2 z M14,2 v12 l-9,-6 z";
  private static final String END = "M12,2 h2 v12 h-2 z M2,2 v12 l9,-6 z";
  private static final String BACK = "M11,2 l-7,6 l7,6 z";
  private static final String FORTH = "M5,2 l7,6 l-7,6 z";
  private static final String BACK_FAR = "M8,2 l-6,6 l6,6 z M15,2 l-6,6 l6,6 z";
  private static final String FORTH_FAR = "M1,2 l6,6 l-6,6 z M8,2 l6,6 l-6,6 z";
  private static final String PLAY = "M3,1 l11,7 l-11,7 z";
  private static final String PAUSE = "M3,2 h3.5 v12 h-3.5 z M9.5,2 h3.5 v12 h-3.5 z";

  private final Button play = button("play", PLAY, "Play or pause (space)");
  private final Label clock = new Label("0.000 s");
  private final Label event = new Label();
  private final Slider speed = new Slider(0, Speed.count() - 1, Speed.index(1));
  private final Label wanted = new Label();
  private final Label look = new Label();
  private Player player;

  /** What the buttons do that goes beyond the player. */
  public interface Moves {
    /** To the start or the end. */
    void toEdge(boolean end);
  }

  /** A bar for no run yet. */
  public TransportBar(Moves moves) {
    getStyleClass().add("bar");
    setId("transport");
    Button start = button("to-start", START, "To time zero (home)");
    Button backRequest = button("back-request", BACK_FAR, "Back to the last move (shift ←)");
    Button back = button("back", BACK, "Back one event (←)");
    Button step = button("step", FORTH, "The next event (→)");
    Button stepRequest = button("step-request", FORTH_FAR, "The next move (shift →)");
    Button end = button("to-end", END, "To the end (end)");
    start.setOnAction(pressed -> moves.toEdge(false));
    end.setOnAction(pressed -> moves.toEdge(true));
    back.setOnAction(pressed -> player.back());
    backRequest.setOnAction(pressed -> player.backRequest());
    step.setOnAction(pressed -> player.step());
    stepRequest.setOnAction(pressed -> player.stepRequest());
    play.setOnAction(pressed -> player.play(!player.playing()));
    play.setDefaultButton(false);
    play.getStyleClass().add("accent");
    clock.getStyleClass().add("clock");
    clock.setMinWidth(118);
    clock.setId("clock");
    event.getStyleClass().addAll("muted", "small");
    event.setMinWidth(0);
    event.setPrefWidth(250);
    event.setId("happening");
    speed.setPrefWidth(150);
    speed.setBlockIncrement(1);
    speed.setMajorTickUnit(1);
    speed.setMinorTickCount(0);
    speed.setSnapToTicks(true);
    speed.setId("speed");
    speed.setTooltip(new Tooltip("Slower [   faster ]"));
    speed.setAccessibleText("speed");
    speed.valueProperty().addListener((at, was, now) -> player.speed(Speed.at(now.intValue())));
    wanted.setMinWidth(100);
    wanted.setId("wanted-speed");
    look.getStyleClass().addAll("muted", "small");
    look.setMinWidth(130);
    Region left = new Region();
    Region right = new Region();
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    event.visibleProperty().bind(Bindings.greaterThan(widthProperty(), 900));
    event.managedProperty().bind(event.visibleProperty());
    look.visibleProperty().bind(Bindings.greaterThan(widthProperty(), 760));
    look.managedProperty().bind(look.visibleProperty());
    getChildren()
        .addAll(
            event,
            left,
            start,
            backRequest,
            back,
            play,
            step,
            stepRequest,
            end,
            new Separator(Orientation.VERTICAL),
            clock,
            new Separator(Orientation.VERTICAL),
            new Label("speed"),
            speed,
            wanted,
            right,
            look);
  }

  private static Button button(String id, String path, String tip) {
    SVGPath icon = new SVGPath();
    icon.setContent(path);
    icon.getStyleClass().add("icon");
    Button button = new Button();
    button.setGraphic(icon);
    button.setId(id);
    button.setTooltip(new Tooltip(tip));
    button.setAccessibleText(tip);
    button.getStyleClass().addAll("flat", "icon-button");
    return button;
  }

  /** Controls this run from now on. */
  public void player(Player other) {
    player = other;
    player.speed(Speed.at((int) speed.getValue()));
  }

  /** Makes it faster or slower by so many steps of the slider. */
  public void faster(int steps) {
    speed.setValue(speed.getValue() + steps);
  }

  /** Sets the speed. */
  public void speed(double simulatedPerSecond) {
    speed.setValue(Speed.index(simulatedPerSecond));
  }

  /** The wanted speed. */
  public double speed() {
    return Speed.at((int) Math.round(speed.getValue()));
  }

  /** Shows where the run is: seconds from time zero, what happened last, what can be seen. */
  public void show(double seconds, String happened, Look seen) {
    clock.setText(String.format(Locale.ROOT, seconds >= 1000 ? "%.1f s" : "%.4f s", seconds));
    event.setText(happened);
    boolean playing = player.playing();
    ((SVGPath) play.getGraphic()).setContent(playing ? PAUSE : PLAY);
    String text = Speed.text(speed());
    boolean slower = playing && (speed() == Speed.MAX || player.achieved() < 0.8 * speed());
    wanted.setText(
        slower && player.achieved() > 0
            ? text + String.format(Locale.ROOT, "  (×%.2g)", rounded(player.achieved()))
            : text);
    look.setText(seen.words());
  }

  private static double rounded(double value) {
    return value >= 100 ? Math.round(value) : value;
  }
}
