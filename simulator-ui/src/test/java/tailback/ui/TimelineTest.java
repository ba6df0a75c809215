package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
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
import tailback.ui.timeline.Moment;
import tailback.ui.timeline.TimelineView;
import tailback.ui.timeline.TimelineView.Reading;

/** The timeline under the hand: pointing, going closer, marking. */
@ExtendWith(ApplicationExtension.class)
final class TimelineTest {

  private static final int PATIENCE = 30;

  @TempDir private Path folder;
  private final View view = new View();
  private Path file;

  @Start
  void open(Stage stage) throws IOException {
    Shipped.home();
    file = folder.resolve("small.yaml");
    Files.writeString(
        file,
        """
        title: Small
        duration: 20s
        warmup: 1s
        hosts: { app: { cpus: 1 } }
        traffic: { page: { arrivals: poisson 75/s, timeout: 100ms } }
        stack:
          nginx: {}
          gunicorn: { host: app, worker_class: sync, workers: 2 }
        endpoints:
          page: [ cpu: exponential 11ms ]
        """);
    view.open(
        stage,
        new Opening(file, List.of(List.of()), 0, 1440, 900, false, Opening.Mode.EXPLORE, null));
  }

  @BeforeEach
  void atFive() throws Exception {
    view.bench().settled().get(PATIENCE, TimeUnit.SECONDS);
    view.bench().session().player().seek(5).get(PATIENCE, TimeUnit.SECONDS);
    until(() -> view.bench().timeline().shown() == 5);
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(view::dispose);
  }

  private TimelineView timeline() {
    return view.bench().timeline();
  }

  private double value(String track, String line) {
    return timeline().readings().stream()
        .filter(each -> each.track().equals(track) && each.line().equals(line))
        .mapToDouble(Reading::value)
        .findFirst()
        .orElseThrow();
  }

  /** On the screen: a moment, so far below the timeline's upper edge. */
  private void point(FxRobot robot, double seconds, double below) {
    Bounds on = timeline().localToScreen(timeline().getBoundsInLocal());
    robot.moveTo(on.getMinX() + timeline().x(seconds), on.getMinY() + below);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void pointer_showsTheValuesThere_andThePresentComesBack(FxRobot robot) {
    double present = value("requests", "200");
    point(robot, 12, 60);
    double there = value("requests", "200");
    assertThat(timeline().shown()).isEqualTo(5);
    assertThat(there).isNotEqualTo(present);
    assertThat(value("latency", "p95")).isGreaterThanOrEqualTo(value("latency", "p50"));
    robot.moveTo(view.bench().stage(0));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(value("requests", "200")).isEqualTo(present);
    assertThat(value("requests", "timed out")).isNotNegative();
  }

  @Test
  void wheelAndKeys_goCloser_andBackToAll(FxRobot robot) throws Exception {
    double all = timeline().x(6) - timeline().x(5);
    point(robot, 8, 60);
    double under = timeline().x(8);
    robot.interact(() -> Event.fireEvent(timeline(), wheel(timeline().x(8), 60, 200)));
    double closer = timeline().x(6) - timeline().x(5);
    assertThat(closer).isGreaterThan(2 * all);
    assertThat(timeline().x(8)).isCloseTo(under, within(1.5));

    robot.push(KeyCode.W);
    assertThat(timeline().x(6) - timeline().x(5)).isCloseTo(1.5 * closer, within(1.0));
    robot.push(KeyCode.S);
    double before = timeline().x(8);
    robot.push(KeyCode.D);
    assertThat(timeline().x(8)).isLessThan(before - 50);
    robot.push(KeyCode.A);
    assertThat(timeline().x(8)).isCloseTo(before, within(1.5));
    robot.push(KeyCode.END);
    until(() -> timeline().shown() == 20);
    assertThat(timeline().x(20)).isLessThanOrEqualTo(timeline().getWidth());
    robot.push(KeyCode.F);
    assertThat(timeline().x(6) - timeline().x(5)).isCloseTo(all, within(1e-6));
  }

  @Test
  void drag_scrubs_andWithTheRightButtonMovesTheView(FxRobot robot) throws Exception {
    point(robot, 3, 60);
    robot.drag(MouseButton.PRIMARY);
    point(robot, 9, 60);
    robot.drop();
    until(() -> Math.abs(view.bench().session().now() - 9) < 0.05);

    robot.push(KeyCode.W);
    double before = timeline().x(9);
    point(robot, 9, 60);
    robot.drag(MouseButton.SECONDARY).moveBy(-80, 0).drop();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(timeline().x(9)).isCloseTo(before - 80, within(2.0));
    assertThat(view.bench().session().now()).isCloseTo(9, within(0.05));
  }

  @Test
  void mark_isWrittenReadAgainWrittenAnewAndTakenAway(FxRobot robot) throws Exception {
    robot.push(KeyCode.M);
    robot.write("all is well");
    robot.push(KeyCode.ENTER);
    assertThat(marks()).containsExactly("all is well");
    robot.push(KeyCode.L);
    until(() -> timeline().shown() > 5);
    robot.push(KeyCode.M);
    robot.write("not this one");
    robot.push(KeyCode.ESCAPE);
    assertThat(marks()).containsExactly("all is well");
    robot.push(KeyCode.M);
    robot.push(KeyCode.ENTER);
    assertThat(marks()).containsExactly("all is well", "mark");
    robot.push(KeyCode.P);
    until(() -> timeline().shown() == 5);

    robot.interact(() -> view.open(file, List.of(List.of()), 0, Opening.Mode.EXPLORE));
    atFive();
    assertThat(marks()).containsExactly("all is well", "mark");
    assertThat(robot.lookup("#mark-0").tryQuery()).isPresent();
    robot.push(KeyCode.M);
    assertThat(remark(robot).getText()).isEqualTo("all is well");
    robot.interact(() -> remark(robot).setText("the queue begins"));
    robot.push(KeyCode.ENTER);
    assertThat(marks()).containsExactly("the queue begins", "mark");
    robot.push(KeyCode.DELETE);
    assertThat(marks()).containsExactly("mark");
    robot.push(KeyCode.N);
    until(() -> timeline().shown() > 5);
    robot.clickOn("#mark-remove-0");
    assertThat(marks()).isEmpty();
    assertThat(robot.lookup("#mark-0").tryQuery()).isEmpty();
  }

  @Test
  void mark_withTheMouseAlone(FxRobot robot) throws Exception {
    robot.clickOn("#mark");
    robot.write("here");
    robot.push(KeyCode.ENTER);
    point(robot, 5, 7);
    robot.moveBy(4, 0);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#moment-note").queryLabeled().isVisible()).isTrue();
    assertThat(robot.lookup("#moment-note").queryLabeled().getText()).contains("5.000 s", "here");
    robot.clickOn("#mark-edit-0");
    robot.clickOn("#mark-remove");
    assertThat(marks()).isEmpty();
  }

  @Test
  void findings_areNotToldToSomebodyWhoIsStillToFindThem(FxRobot robot) throws Exception {
    robot.interact(
        () ->
            view.open(
                Shipped.incident("unix-socket-backlog"),
                List.of(List.of()),
                0,
                Opening.Mode.EXPLORE));
    view.bench().settled().get(PATIENCE, TimeUnit.SECONDS);
    until(() -> !timeline().moments().isEmpty());
    robot.push(KeyCode.I);
    until(() -> timeline().moments().isEmpty());
    robot.push(KeyCode.E);
    until(() -> !timeline().moments().isEmpty());
  }

  private static TextField remark(FxRobot robot) {
    return robot.lookup("#mark-remark").queryAs(TextField.class);
  }

  private List<String> marks() {
    WaitForAsyncUtils.waitForFxEvents();
    return timeline().moments().stream()
        .filter(each -> each.mark() != null)
        .map(Moment::name)
        .toList();
  }

  private ScrollEvent wheel(double x, double y, double delta) {
    Bounds on = timeline().localToScreen(timeline().getBoundsInLocal());
    return new ScrollEvent(
        ScrollEvent.SCROLL,
        x,
        y,
        on.getMinX() + x,
        on.getMinY() + y,
        false,
        false,
        false,
        false,
        false,
        false,
        0,
        delta,
        0,
        delta,
        ScrollEvent.HorizontalTextScrollUnits.NONE,
        0,
        ScrollEvent.VerticalTextScrollUnits.NONE,
        0,
        0,
        null);
  }

  private static void until(BooleanSupplier holds) throws Exception {
    WaitForAsyncUtils.waitFor(
        PATIENCE,
        TimeUnit.SECONDS,
        () -> WaitForAsyncUtils.waitForAsyncFx(5000, () -> holds.getAsBoolean()));
  }
}
