package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import tailback.ui.incident.Beat;

/** Whatever can be clicked can be reached with tab, and shows that it has the keyboard. */
@ExtendWith(ApplicationExtension.class)
final class ReachTest {

  private static final int MOST_STOPS = 200;
  private static final List<String> SHORT = List.of("duration=5s", "warmup=1s");

  @TempDir private static Path state;

  private final FxRobot robot = new FxRobot();
  private final View view = new View();
  private final Watch watch = new Watch(view);

  @Start
  void open(Stage stage) {
    Shipped.home(state);
    view.open(
        stage,
        new Opening(null, List.of(List.of()), 0, 1440, 900, false, Opening.Mode.EXPLORE, null));
  }

  @AfterEach
  void close() {
    robot.interact(view::dispose);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"library", "explore", "compare", "incident", "room", "presentation", "editor"})
  void everyControl_isReachedWithTab_andShowsIt(String mode) throws Exception {
    show(mode);
    List<String> dull = new ArrayList<>();
    Set<Node> reached = new HashSet<>();
    robot.interact(() -> walk(reached, dull));

    List<Node> all = new ArrayList<>();
    robot.interact(() -> operable(scene().getRoot(), all));
    List<String> missed =
        all.stream().filter(each -> !reached.contains(each)).map(ReachTest::name).toList();
    assertThat(all).hasSizeGreaterThan(mode.equals("library") ? 20 : 10);
    assertThat(missed).isEmpty();
    assertThat(dull).as("look the same with the keyboard and without").isEmpty();
  }

  private void show(String mode) throws Exception {
    if (mode.equals("library")) {
      return;
    }
    Path file = Shipped.incident("postgres-exhaustion-200rps");
    List<String> both = new ArrayList<>(SHORT);
    both.addAll(Variants.named(file, "raise max"));
    List<List<String>> runs = mode.equals("compare") ? List.of(SHORT, both) : List.of(SHORT);
    robot.interact(() -> view.open(file, runs, 2, Opening.Mode.EXPLORE));
    watch.opened();
    robot.interact(
        () -> {
          switch (mode) {
            case "explore" -> {
              view.bench().knobs().unfold();
              view.bench().inspector().stopping().add("first 500");
            }
            case "incident" -> view.bench().playIncident(Beat.LOOK);
            case "room" -> view.bench().enterRoom();
            case "presentation" -> view.bench().present();
            case "editor" -> view.bench().edit();
            default -> {}
          }
        });
    watch.moment();
  }

  private Scene scene() {
    return robot.window(0).getScene();
  }

  /** Goes once around with tab; ctrl tab leaves a text of several lines. */
  private void walk(Set<Node> reached, List<String> dull) {
    Scene scene = scene();
    Set<String> looked = new HashSet<>(); // one of each kind
    for (int i = 0; i < MOST_STOPS; i++) {
      Node from = scene.getFocusOwner();
      from.fireEvent(tab(from instanceof TextArea));
      Node owner = scene.getFocusOwner();
      if (!reached.add(owner)) {
        return;
      }
      if (!owner.isFocusVisible()) {
        dull.add(name(owner));
      }
      if (looked.add(owner.getClass() + " " + owner.getStyleClass())) {
        WritableImage focused = picture(owner);
        scene.getRoot().requestFocus();
        if (same(focused, picture(owner))) {
          dull.add(name(owner));
        }
        owner.requestFocus();
      }
    }
  }

  private static KeyEvent tab(boolean control) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, false, control, false, false);
  }

  private static WritableImage picture(Node node) {
    return node.snapshot(new SnapshotParameters(), null);
  }

  private static boolean same(WritableImage a, WritableImage b) {
    if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
      return false;
    }
    PixelReader left = a.getPixelReader();
    PixelReader right = b.getPixelReader();
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        if (left.getArgb(x, y) != right.getArgb(x, y)) {
          return false;
        }
      }
    }
    return true;
  }

  /** What can be pressed, moved or typed into: all that is shown below a node. */
  private static void operable(Node node, List<Node> found) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node instanceof ButtonBase
        || node instanceof Slider
        || node instanceof TextInputControl
        || node instanceof TitledPane) {
      found.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(each -> operable(each, found));
    }
  }

  private static String name(Node node) {
    return node.getClass().getSimpleName() + " #" + node.getId() + " " + node.getStyleClass();
  }
}
