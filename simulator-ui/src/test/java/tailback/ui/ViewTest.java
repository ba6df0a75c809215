package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window opens, on a machine without a screen too. */
@ExtendWith(ApplicationExtension.class)
final class ViewTest {

  private Stage stage;

  @Start
  void open(Stage stage) {
    this.stage = stage;
    View.open(stage, null);
  }

  @Test
  void nothingOpen_isSaid(FxRobot robot) {
    assertThat(robot.lookup("#scenario").queryLabeled().getText()).isEqualTo("no scenario open");
  }

  @Test
  void scenario_showsItsTitle(FxRobot robot, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("slow.yaml"), "title: A slow database\n");

    robot.interact(() -> View.open(stage, file));

    assertThat(robot.lookup("#scenario").queryLabeled().getText()).isEqualTo("A slow database");
    assertThat(stage.getTitle()).startsWith("slow.yaml");
  }
}
