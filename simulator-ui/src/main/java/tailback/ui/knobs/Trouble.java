package tailback.ui.knobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import tailback.component.Part;
import tailback.component.network.Partition;
import tailback.scenario.Card;

/** What can happen to the parts of a stack, each at the push of a button. */
final class Trouble extends VBox {

  private static final Map<String, String> NETWORK =
      Map.of(
          "partition", "the network in front of it is cut: nobody is told, packets are lost",
          "heal", "the network in front of it is whole again");

  /**
   * Buttons.
   *
   * @param perform is told what is to happen, such as {@code gunicorn.kill-worker}
   */
  Trouble(List<Part> stack, Consumer<String> perform) {
    super(6);
    for (Part part : stack) {
      FlowPane buttons = new FlowPane(4, 4);
      for (String action : actions(part)) {
        Button button = new Button(action);
        button.setId("do-" + part.name() + "-" + action);
        button.getStyleClass().addAll("small", "deed");
        Tooltip tip = new Tooltip(meaning(part, action));
        tip.setWrapText(true);
        tip.setMaxWidth(380);
        button.setTooltip(tip);
        button.setOnAction(pressed -> perform.accept(part.name() + "." + action));
        buttons.getChildren().add(button);
      }
      if (!buttons.getChildren().isEmpty()) {
        Label name = new Label(part.name());
        name.getStyleClass().addAll("small", "muted");
        getChildren().add(new VBox(2, name, buttons));
      }
    }
  }

  private static List<String> actions(Part part) {
    List<String> actions = new ArrayList<>(part.kind().actions());
    if (Partition.isInFrontOf(part.kind().role())) {
      actions.addAll(Partition.ACTIONS);
    }
    return actions;
  }

  private static String meaning(Part part, String action) {
    return Card.of(part.kind()).actions().getOrDefault(action, NETWORK.getOrDefault(action, ""));
  }
}
