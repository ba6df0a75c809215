package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import tailback.ui.incident.Beat;
import tailback.ui.incident.Story;

/** Both flagship incidents, with the mouse alone and with the keyboard alone. */
@ExtendWith(ApplicationExtension.class)
final class FlowsTest {

  private static final int PATIENCE = 40;

  private final View view = new View();

  @Start
  void open(Stage stage) {
    Shipped.home();
    view.open(
        stage,
        new Opening(null, List.of(List.of()), 0, 1440, 900, false, Opening.Mode.EXPLORE, null));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(view::dispose);
  }

  @Test
  void mouse_opensPlaysScrubsAndSolves(FxRobot robot) throws Exception {
    click(robot, "#open-eventlet-blocking-call");
    until(() -> view.bench() != null && view.bench().settled().isDone());
    click(robot, "#play");
    until(() -> view.bench().session().now() > 0.2);
    click(robot, "#play");
    until(() -> !view.bench().session().player().playing());
    long event = settled();
    click(robot, "#step");
    assertThat(settled()).isEqualTo(event + 1);
    click(robot, "#back");
    assertThat(settled()).isEqualTo(event);
    click(robot, "#step-request");
    assertThat(settled()).isGreaterThan(event);

    Bounds timeline = on(robot.lookup("#timeline").query());
    robot
        .drag(timeline.getMinX() + 300, timeline.getMinY() + 60)
        .dropTo(timeline.getMinX() + 700, timeline.getMinY() + 60);
    settled();
    double seconds = view.bench().session().seconds();
    double expected = (700 - 178) / (timeline.getWidth() - 178 - 16) * seconds;
    assertThat(view.bench().session().now()).isBetween(expected - 1, expected + 1);

    click(robot, "#incident-mode");
    until(() -> robot.lookup("#next").tryQuery().isPresent());
    click(robot, "#next");
    click(robot, "#look-gunicorn");
    click(robot, "#next");
    click(robot, "#answer-" + rightAnswer());
    until(() -> robot.lookup("#next").tryQuery().isPresent());
    click(robot, "#next");
    click(robot, "#fix-" + rightFix());
    until(() -> robot.lookup("#debrief").tryQuery().isPresent());
    assertThat(robot.lookup("#debrief").queryAs(Button.class).isDisabled()).isFalse();
    click(robot, "#watch");
    until(() -> robot.lookup("#stage-b").tryQuery().isPresent());
    until(() -> view.bench().settled().isDone());
    assertThat(view.bench().session().player().decks()).hasSize(2);
  }

  @Test
  void keyboard_opensPlaysScrubsAndSolves(FxRobot robot) throws Exception {
    robot.interact(() -> robot.lookup("#search").query().requestFocus());
    robot.write("exhaustion-200");
    robot.push(KeyCode.ENTER);
    until(() -> view.bench() != null && view.bench().settled().isDone());
    robot.push(KeyCode.SPACE);
    until(() -> view.bench().session().now() > 0.2);
    robot.push(KeyCode.SPACE);
    until(() -> !view.bench().session().player().playing());
    long event = settled();
    robot.push(KeyCode.RIGHT);
    assertThat(settled()).isEqualTo(event + 1);
    robot.push(KeyCode.LEFT);
    assertThat(settled()).isEqualTo(event);
    double before = view.bench().session().now();
    robot.push(KeyCode.L);
    settled();
    assertThat(view.bench().session().now()).isGreaterThan(before + 1);
    robot.push(KeyCode.END);
    settled();
    assertThat(view.bench().session().now()).isEqualTo(view.bench().session().seconds());
    robot.push(KeyCode.TAB);
    assertThat(view.bench().inspector().part()).isEqualTo("nginx");
    robot.push(KeyCode.ESCAPE);
    robot.push(KeyCode.HOME);
    settled();

    robot.push(KeyCode.I);
    until(() -> beat() == Beat.PAGE && view.bench().incident().next());
    until(() -> beat() == Beat.LOOK);
    robot.push(KeyCode.DIGIT1);
    robot.push(KeyCode.ENTER);
    until(() -> beat() == Beat.NAME && robot.lookup("#answer-0").tryQuery().isPresent());
    robot.push(digit(rightAnswer() + 1));
    until(() -> view.bench().incident().story().named());
    until(() -> robot.lookup("#next").tryQuery().isPresent());
    robot.push(KeyCode.ENTER);
    until(() -> beat() == Beat.FIX);
    robot.push(digit(rightFix()));
    until(() -> beat() == Beat.SEE);
    robot.push(KeyCode.ENTER);
    until(() -> beat() == Beat.DEBRIEF);
    robot.push(KeyCode.C);
    until(() -> robot.lookup("#compare-1").tryQuery().isPresent());
    robot.push(KeyCode.DIGIT1);
    until(() -> robot.lookup("#stage-b").tryQuery().isPresent());
    assertThat(view.bench().session().sets(1)).isNotEmpty();
  }

  private Beat beat() {
    return view.bench().incident() == null ? null : view.bench().incident().story().beat();
  }

  private int rightAnswer() {
    Story story = view.bench().incident().story();
    int right = 0;
    while (!story.isRight(right)) {
      right++;
    }
    return right;
  }

  /** The number of the first fix that works, from 1. */
  private int rightFix() {
    var fixes = view.bench().incident().story().fixes();
    int right = 0;
    while (fixes.get(right).verdict() != tailback.scenario.Scenario.Verdict.RIGHT) {
      right++;
    }
    return right + 1;
  }

  private static KeyCode digit(int number) {
    return KeyCode.valueOf("DIGIT" + number);
  }

  /** Waits until the simulation has done what it was asked, and says at which event it is. */
  private long settled() throws Exception {
    view.bench().session().player().ask(() -> {}).get(PATIENCE, TimeUnit.SECONDS);
    WaitForAsyncUtils.waitForFxEvents();
    return view.bench().session().player().moment().event();
  }

  private static void click(FxRobot robot, String id) {
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn(id);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static Bounds on(Node node) {
    return node.localToScreen(node.getBoundsInLocal());
  }

  private static void until(BooleanSupplier holds) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE,
        TimeUnit.SECONDS,
        () -> WaitForAsyncUtils.waitForAsyncFx(5000, () -> holds.getAsBoolean()));
  }
}
