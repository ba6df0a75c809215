package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import tailback.journal.Frame;
import tailback.ui.room.RoomView;
import tailback.ui.timeline.Moment;
import tailback.ui.timeline.Recording;

/** What is done at a workbench, by mouse and by keyboard: changes, stops, messages, texts. */
@ExtendWith(ApplicationExtension.class)
final class BenchTest {

  @TempDir private Path folder;

  private final FxRobot robot = new FxRobot();
  private final View view = new View();
  private final Watch watch = new Watch(view);

  @Start
  void open(Stage stage) {
    Shipped.home();
    view.open(
        stage,
        new Opening(
            Small.in(folder), List.of(List.of()), 3, 1280, 800, false, Opening.Mode.EXPLORE, null));
  }

  @AfterEach
  void close() {
    robot.interact(view::dispose);
  }

  // ---- changes

  @Test
  void change_isUndoneAndRedone_exactly() throws Exception {
    watch.opened();
    Frame asItWas = frame(5);
    watch.player().seek(3).join();

    tabTo("knob-arrivals-page-slider");
    push(KeyCode.RIGHT);
    watch.until(() -> changes() == 1);
    push(KeyCode.ESCAPE);
    Frame changed = frame(5);
    assertThat(changed).isNotEqualTo(asItWas);

    push(KeyCode.CONTROL, KeyCode.Z);
    watch.until(() -> changes() == 0);
    assertThat(frame(5)).isEqualTo(asItWas);
    push(KeyCode.CONTROL, KeyCode.Y);
    watch.until(() -> changes() == 1);
    assertThat(frame(5)).isEqualTo(changed);
    watch.stagesAreTrue();

    robot.clickOn("#undo");
    watch.until(() -> changes() == 0);
    assertThat(frame(5)).isEqualTo(asItWas);
    robot.clickOn("#redo");
    watch.until(() -> changes() == 1);
    assertThat(frame(5)).isEqualTo(changed);
    robot.clickOn("#redo");
    watch.until(() -> told().equals("Nothing to redo"));
  }

  private int changes() {
    return watch.player().decks().get(0).playback().turns().size();
  }

  private Frame frame(double seconds) {
    watch.player().seek(seconds).join();
    return watch.player().decks().get(0).playback().frame();
  }

  private String told() {
    return robot.lookup("#told").queryLabeled().getText();
  }

  // ---- stops

  @Test
  void condition_stopsTheRun_typedOrChosen() throws Exception {
    watch.opened();
    for (int i = 0; i < 4; i++) {
      push(KeyCode.CLOSE_BRACKET);
    }
    assertThat(watch.player().speed()).isEqualTo(20);
    push(KeyCode.B);
    robot.write("request 300 done");
    push(KeyCode.ENTER);
    push(KeyCode.ESCAPE);
    assertThat(watch.player().stops().texts()).containsExactly("request 300 done");
    plays();
    assertThat(told()).startsWith("Stopped at").contains("request 300 done");
    long event = watch.moment().event();
    watch.stagesAreTrue();
    double stopped = view.bench().session().now();
    watch.until(
        () -> view.bench().timeline().moments().stream().anyMatch(each -> is(each, stopped)));

    push(KeyCode.HOME);
    tabTo("stop-suggestions");
    push(KeyCode.ENTER);
    push(KeyCode.DOWN);
    push(KeyCode.ENTER);
    assertThat(watch.player().stops().texts()).hasSize(2);
    String queue = watch.player().stops().texts().get(1);
    assertThat(queue).startsWith("queue(");

    robot.clickOn("#stop-1");
    assertThat(watch.player().stops().texts()).containsExactly(queue);
    robot.clickOn("#stop-2");
    assertThat(watch.player().stops().texts()).isEmpty();
    robot.clickOn("#stop-suggestions");
    robot.clickOn("#suggestion-1");
    assertThat(watch.player().stops().texts()).containsExactly(queue);
    robot.clickOn("#to-start");
    robot.clickOn("#play");
    watch.until(() -> told().contains(queue));
    assertThat(watch.player().playing()).isFalse();
    assertThat(watch.moment().event()).isNotEqualTo(event);
    watch.stagesAreTrue();
  }

  private void plays() throws Exception {
    push(KeyCode.SPACE);
    watch.until(() -> told().startsWith("Stopped at") && !watch.player().playing());
  }

  // ---- messages

  @Test
  void presentation_isLedByKeyboardAndByMouse() throws Exception {
    List<List<String>> runs = List.of(List.of("duration=5s", "warmup=0s"));
    robot.interact(
        () ->
            view.open(
                Shipped.incident("postgres-exhaustion-200rps"), runs, 4, Opening.Mode.EXPLORE));
    watch.opened();
    Recording recording = view.bench().session().recording(0);
    double finding = recording.results().findings().get(0).firstS();

    push(KeyCode.F5);
    assertThat(presented()).isEqualTo("Connection exhaustion at 200 RPS");
    assertThat(robot.lookup("#knobs").tryQuery().filter(Watch::isShown)).isEmpty();
    push(KeyCode.PAGE_DOWN);
    assertThat(presented()).startsWith("Half of the requests take");
    push(KeyCode.PAGE_DOWN);
    watch.moment();
    assertThat(view.bench().session().now()).isCloseTo(finding, within(1e-6));
    watch.stagesAreTrue();
    push(KeyCode.PAGE_UP);
    assertThat(presented()).startsWith("Half of the requests take");
    push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#message").tryQuery()).isEmpty();
    assertThat(robot.lookup("#knobs").tryQuery().filter(Watch::isShown)).isPresent();

    robot.clickOn("#more");
    robot.clickOn("#more-present");
    robot.clickOn("#message-next");
    assertThat(presented()).startsWith("Half of the requests take");
    robot.clickOn("#message-before");
    assertThat(presented()).isEqualTo("Connection exhaustion at 200 RPS");
    robot.clickOn("#message-end");
    assertThat(robot.lookup("#message").tryQuery()).isEmpty();
  }

  private String presented() {
    return robot.lookup("#message").queryLabeled().getText();
  }

  // ---- texts

  @Test
  void mistakeInTheText_isMarkedAtItsLine_andPlayedWhenMended() throws Exception {
    watch.opened();
    push(KeyCode.CONTROL, KeyCode.D);
    TextArea yaml = robot.lookup("#yaml").queryAs(TextArea.class);
    push(KeyCode.DOWN);
    robot.write("x");
    watch.until(() -> view.bench().editor().wrongLine() == 2);
    assertThat(robot.lookup("#yaml-problem").queryLabeled().getText())
        .startsWith("Line 2:")
        .contains("xduration")
        .contains("duration");

    push(KeyCode.BACK_SPACE);
    watch.until(() -> view.bench().editor().wrongLine() == 0);
    push(KeyCode.TAB);
    assertThat(yaml.getText()).contains("\n  duration: 10s").doesNotContain("\t");
    push(KeyCode.BACK_SPACE);
    push(KeyCode.BACK_SPACE);
    push(KeyCode.HOME);
    push(KeyCode.END);
    for (int i = 0; i < 3; i++) {
      push(KeyCode.BACK_SPACE);
    }
    robot.write("7s");
    Workbench before = view.bench();
    push(KeyCode.CONTROL, KeyCode.ENTER);
    watch.until(() -> view.bench() != before);
    assertThat(view.bench().session().seconds()).isEqualTo(7);
  }

  // ---- rooms and requests

  @Test
  void rooms_areEnteredAndLeft_byKeyboardAndByMouse() throws Exception {
    watch.opened();
    push(KeyCode.R);
    assertThat(room().worker().number()).isZero();
    push(KeyCode.PAGE_DOWN);
    assertThat(room().worker().number()).isEqualTo(1);
    robot.clickOn("#room-before");
    assertThat(room().worker().number()).isZero();
    push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#room").tryQuery()).isEmpty();
    push(KeyCode.R);
    robot.clickOn("#room-close");
    assertThat(robot.lookup("#room").tryQuery()).isEmpty();
  }

  private RoomView room() {
    return robot.lookup("#room").queryAs(RoomView.class);
  }

  @Test
  void partsAndRequests_areChosenByKeyboard() throws Exception {
    watch.opened();
    push(KeyCode.DOWN);
    assertThat(view.bench().inspector().part()).isEqualTo("nginx");
    push(KeyCode.DOWN);
    assertThat(view.bench().inspector().part()).isEqualTo("gunicorn");
    long event = watch.moment().event();
    push(KeyCode.ENTER);
    assertThat(watch.moment().event()).isGreaterThan(event);
    push(KeyCode.UP);
    assertThat(view.bench().inspector().part()).isEqualTo("nginx");

    do {
      push(KeyCode.RIGHT);
      watch.stagesAreTrue();
    } while (view.bench().stage(0).picture().count < 2);
    push(KeyCode.Q);
    long first = watch.player().study();
    push(KeyCode.Q);
    assertThat(watch.player().study()).isGreaterThan(first);
    push(KeyCode.SHIFT, KeyCode.Q);
    assertThat(watch.player().study()).isEqualTo(first);
  }

  private static boolean is(Moment moment, double stopped) {
    return moment.name().equals("stopped")
        && moment.text().contains("request 300 done")
        && Math.abs(moment.at() - stopped) < 1e-6;
  }

  // ---- the keyboard

  private void push(KeyCode... keys) {
    robot.push(keys);
  }

  /** Presses tab until a control has the keyboard. */
  private void tabTo(String id) {
    for (int i = 0; i < 60 && !id.equals(owner()); i++) {
      robot.push(KeyCode.TAB);
    }
    assertThat(owner()).isEqualTo(id);
  }

  private String owner() {
    return WaitForAsyncUtils.waitForAsyncFx(
        5000, () -> robot.window(0).getScene().getFocusOwner().getId());
  }
}
