package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window opens with the library, on a machine without a screen too. */
@ExtendWith(ApplicationExtension.class)
final class ViewTest {

  private final View view = new View();

  @Start
  void open(Stage stage) {
    Shipped.home();
    view.open(
        stage,
        new Opening(null, List.of(List.of()), 0, 1280, 720, false, Opening.Mode.EXPLORE, null));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(view::dispose);
  }

  @Test
  void nothingOpen_showsTheLibrary(FxRobot robot) {
    assertThat(robot.lookup("#open-eventlet-blocking-call").tryQuery()).isPresent();
    assertThat(robot.lookup("#open-postgres-exhaustion-200rps").tryQuery()).isPresent();
  }

  @Test
  void scenario_showsItsTitle(FxRobot robot) {
    robot.interact(
        () -> view.open(Shipped.starter("sync"), List.of(List.of()), 0, Opening.Mode.EXPLORE));

    assertThat(robot.lookup("#scenario").queryLabeled().getText()).isNotBlank();
    assertThat(robot.lookup("#stage").tryQuery()).isPresent();
  }
}
