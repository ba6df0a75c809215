package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import tailback.ui.inspector.Waterfall;
import tailback.ui.stage.Box;
import tailback.ui.stage.StagePane;

/** The panels around the stage. */
@ExtendWith(ApplicationExtension.class)
final class DetailsTest {

  private static final int PATIENCE = 30;

  @TempDir private Path folder;
  private final View view = new View();

  @Start
  void open(Stage stage) {
    Shipped.home();
    view.open(
        stage,
        new Opening(null, List.of(List.of()), 0, 1440, 900, false, Opening.Mode.EXPLORE, null));
  }

  @BeforeEach
  void scenario(FxRobot robot) throws Exception {
    Path file = Small.in(folder);
    robot.interact(() -> view.open(file, List.of(List.of()), 0, Opening.Mode.EXPLORE));
    view.bench().settled().get(PATIENCE, TimeUnit.SECONDS);
    view.bench().session().player().seek(3).get(PATIENCE, TimeUnit.SECONDS);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(view::dispose);
  }

  @Test
  void request_showsItsWay(FxRobot robot) throws Exception {
    until(() -> view.bench().stage(0).picture().count > 0);
    long request = view.bench().stage(0).picture().request[0];
    robot.interact(() -> view.bench().inspector().showRequest(request));

    until(() -> robot.lookup("#waterfall").tryQueryAs(Waterfall.class).isPresent());
    Waterfall waterfall = robot.lookup("#waterfall").queryAs(Waterfall.class);
    until(() -> !waterfall.rows().isEmpty());

    assertThat(waterfall.rows()).contains("app.cpu");
  }

  @Test
  void condition_isReadOrExplained(FxRobot robot) {
    robot.push(KeyCode.B);
    WaitForAsyncUtils.waitForFxEvents();
    robot.write("queue(gunicron) > 3");
    robot.push(KeyCode.ENTER);
    assertThat(robot.lookup("#stop-problem").queryLabeled().getText()).contains("gunicorn");

    robot.interact(
        () -> {
          robot.lookup("#stop-field").queryAs(TextField.class).clear();
          view.bench().inspector().stopping().add("queue(gunicorn) > 3");
        });
    assertThat(view.bench().session().player().stops().texts())
        .containsExactly("queue(gunicorn) > 3");
  }

  @Test
  void knob_fromTheStart_runsAnew(FxRobot robot) throws Exception {
    robot.interact(
        () -> robot.lookup("#knobs-gunicorn").queryAs(TitledPane.class).setExpanded(true));
    WaitForAsyncUtils.waitForFxEvents();
    TextField workers = robot.lookup("#knob-gunicorn-workers").queryAs(TextField.class);
    robot.interact(
        () -> {
          workers.requestFocus();
          workers.setText("3");
        });
    robot.push(KeyCode.SHIFT, KeyCode.ENTER);
    until(() -> view.bench().session().sets(0).contains("gunicorn.workers=3"));
    assertThat(view.bench().session().now()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void mistake_isMarkedAtItsLine(FxRobot robot) throws Exception {
    robot.interact(view.bench()::edit);
    TextArea yaml = robot.lookup("#yaml").queryAs(TextArea.class);
    robot.interact(
        () -> {
          yaml.setText(yaml.getText().replace("threads: 4", "thraeds: 4"));
          view.bench().editor().check();
        });

    assertThat(view.bench().editor().wrongLine()).isEqualTo(7);
    assertThat(robot.lookup("#yaml-problem").queryLabeled().getText()).contains("threads");
    robot.interact(view.bench()::edit);
    assertThat(robot.lookup("#yaml").tryQuery()).isEmpty();
  }

  @Test
  void worker_isEnteredWithADoubleClick(FxRobot robot) {
    StagePane stage = view.bench().stage(0);
    Box gunicorn =
        stage.plan().boxes().stream().filter(box -> !box.workers().isEmpty()).findFirst().get();
    var area = gunicorn.workers().get(0).area();
    var at = stage.localToScene(area.x() + 20, area.y() + 8);
    robot.interact(() -> stage.fireEvent(twice(at.getX(), at.getY())));
    assertThat(robot.lookup("#room").tryQuery()).isPresent();

    robot.push(KeyCode.ESCAPE);

    assertThat(robot.lookup("#room").tryQuery()).isEmpty();
  }

  @Test
  void unreadableFile_isExplained_andTheOldOneStays(FxRobot robot) throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.yaml"), "titel: x\n");
    Workbench before = view.bench();

    robot.interact(() -> view.open(bad, List.of(List.of()), 0, Opening.Mode.EXPLORE));

    assertThat(view.bench()).isSameAs(before);
    assertThat(robot.lookup("#told").queryLabeled().getText()).contains("bad.yaml:1");
  }

  /** A double-click, which does not depend on how quick the machine is. */
  private static MouseEvent twice(double x, double y) {
    return new MouseEvent(
        MouseEvent.MOUSE_CLICKED,
        x,
        y,
        x,
        y,
        MouseButton.PRIMARY,
        2,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        false,
        false,
        true,
        null);
  }

  private static void until(BooleanSupplier holds) throws Exception {
    WaitForAsyncUtils.waitFor(
        PATIENCE,
        TimeUnit.SECONDS,
        () -> WaitForAsyncUtils.waitForAsyncFx(5000, () -> holds.getAsBoolean()));
  }
}
