package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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
import tailback.experiment.Comparison;
import tailback.experiment.result.Compared;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;
import tailback.ui.compare.Figure;
import tailback.ui.compare.Told;
import tailback.ui.inspector.Waterfall;

/** Two runs beside each other, reached with the mouse and with the keyboard. */
@ExtendWith(ApplicationExtension.class)
final class CompareTest {

  private static final int PATIENCE = 30;

  @TempDir private Path folder;
  private final View view = new View();
  private Path file;

  @Start
  void open(Stage stage) {
    Shipped.home();
    view.open(
        stage,
        new Opening(null, List.of(List.of()), 0, 1280, 720, false, Opening.Mode.EXPLORE, null));
  }

  @BeforeEach
  void scenario(FxRobot robot) throws Exception {
    file =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            title: Small
            duration: 10s
            warmup: 1s
            hosts: { app: { cpus: 2 } }
            traffic: { page: poisson 60/s }
            stack:
              nginx: {}
              gunicorn: { host: app, worker_class: gthread, workers: 1, threads: 4 }
            endpoints: { page: [ cpu: 2ms, wait: exponential 60ms ] }
            what_if:
              a thread more: { gunicorn.threads: 5 }
              a worker more: { gunicorn.workers: 2 }
            """);
    robot.interact(() -> view.open(file, List.of(List.of()), 0, Opening.Mode.EXPLORE));
    settled();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(view::dispose);
  }

  private void settled() throws Exception {
    view.bench().settled().get(PATIENCE, TimeUnit.SECONDS);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  @Test
  void keyboard_choosesAVariant_andTheIntervalRuns(FxRobot robot) throws Exception {
    robot.push(KeyCode.C);
    until(() -> robot.lookup("#compare-1").query().isFocused());
    robot.push(KeyCode.DOWN);
    assertThat(robot.lookup("#compare-2").query().isFocused()).isTrue();
    robot.push(KeyCode.UP);
    Set<String> seen = new ConcurrentSkipListSet<>();
    robot.interact(
        () -> { // at once, so that not one pair of runs is missed
          Event.fireEvent(robot.lookup("#compare-1").query(), pressed(KeyCode.ENTER));
          Label p95 = (Label) view.bench().lookup("#difference-p95");
          p95.textProperty().addListener((at, was, now) -> seen.add(now));
        });
    settled();
    assertThat(text(robot, "#patch-b")).isEqualTo("gunicorn.threads 4 → 5");
    view.bench().comparison().replicated().get(PATIENCE, TimeUnit.SECONDS);
    WaitForAsyncUtils.waitForFxEvents();

    int pairs = view.bench().comparison().compared().a().replications();
    assertThat(text(robot, "#replications")).endsWith(pairs + " replications");
    assertThat(seen).as("it has run").filteredOn(each -> each.contains("±")).hasSizeGreaterThan(3);
    Scenario a = ScenarioReader.read(file, List.of());
    Scenario b = a.whatIf().get("a thread more").scenario();
    Compared engine = new Comparison(a, b, CostTable.read()).replications(pairs).run();
    assertThat(view.bench().comparison().compared().differences()).isEqualTo(engine.differences());
    for (Figure figure : Figure.values()) {
      Told told = Told.of(figure, engine);
      assertThat(text(robot, "#difference-" + figure.word())).isEqualTo(told.text());
      assertThat(text(robot, "#verdict-" + figure.word())).isEqualTo(told.verdict());
    }
    assertThat(Told.of(Figure.P95, engine).verdict()).isEqualTo("better");
  }

  private static KeyEvent pressed(KeyCode key) {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false);
  }

  @Test
  void mouse_choosesAVariant_andOneRequestIsShownInBoth(FxRobot robot) throws Exception {
    robot.clickOn("#compare");
    robot.clickOn("#compare-2");
    until(() -> view.bench().comparison() != null);
    settled();
    assertThat(text(robot, "#patch-b")).isEqualTo("gunicorn.workers 1 → 2");
    view.bench().session().player().seek(3).get(PATIENCE, TimeUnit.SECONDS);
    until(() -> view.bench().stage(1).picture().count > 0);

    long request = view.bench().stage(1).picture().request[0];
    robot.interact(() -> view.bench().study(request));
    until(() -> rows(robot, "#waterfall-a") > 0 && rows(robot, "#waterfall-b") > 0);
    assertThat(view.bench().session().player().study()).isEqualTo(request);
    assertThat(text(robot, "#origin")).isNotBlank();

    robot.interact(() -> view.bench().select("gunicorn"));
    assertThat(robot.lookup("#waterfall-a").tryQuery()).isEmpty();
    assertThat(view.bench().stage(0).view().selected()).isEqualTo("gunicorn");
    assertThat(view.bench().stage(1).view().selected()).isEqualTo("gunicorn");
  }

  private static int rows(FxRobot robot, String id) {
    return robot.lookup(id).tryQueryAs(Waterfall.class).map(each -> each.rows().size()).orElse(0);
  }

  @Test
  void knobThatIsTurned_isReplicatedAnew(FxRobot robot) throws Exception {
    robot.interact(() -> view.bench().compareWith("a worker more"));
    settled();
    view.bench().comparison().replicated().get(PATIENCE, TimeUnit.SECONDS);
    Session session = view.bench().session();
    session.player().turn("traffic.page=poisson 20/s").get(PATIENCE, TimeUnit.SECONDS);
    robot.interact(session::record);
    until(() -> text(robot, "#replications").endsWith("…"));
    until(() -> text(robot, "#replications").endsWith("replications"));

    Compared compared = view.bench().comparison().compared();
    int pairs = compared.a().replications();
    Compared engine =
        new Comparison(session.scenario(0), session.scenario(1), CostTable.read())
            .replications(pairs)
            .run();
    assertThat(engine.a().all().throughputRps()).isBetween(15.0, 25.0);
    assertThat(compared.differences()).isEqualTo(engine.differences());
  }

  @Test
  void ownSettings_areCheckedAsTheyAreTyped(FxRobot robot) throws Exception {
    robot.push(KeyCode.C);
    until(() -> robot.lookup("#compare-set").tryQuery().isPresent());
    TextField field = robot.lookup("#compare-set").queryAs(TextField.class);
    robot.interact(() -> field.setText("gunicorn.thraeds=8"));
    assertThat(text(robot, "#compare-said")).contains("threads");
    robot.interact(
        () -> {
          field.setText("gunicorn.threads=8; nginx.worker_connections=2048");
          field.requestFocus();
        });
    assertThat(text(robot, "#compare-said")).contains("gunicorn.threads 4 → 8");
    robot.push(KeyCode.ENTER);
    until(() -> view.bench().comparison() != null);
    assertThat(view.bench().session().sets(1))
        .containsExactly("gunicorn.threads=8", "nginx.worker_connections=2048");
  }

  @Test
  void escape_comparesWithNothing(FxRobot robot) throws Exception {
    robot.push(KeyCode.C);
    until(() -> robot.lookup("#chooser").tryQuery().isPresent());
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#chooser").tryQuery()).isEmpty();
    assertThat(view.bench().comparison()).isNull();
    robot.push(KeyCode.C);
    until(() -> robot.lookup("#chooser").tryQuery().isPresent());
    robot.push(KeyCode.DIGIT2);
    until(() -> view.bench().comparison() != null);
    assertThat(view.bench().session().sets(1)).containsExactly("gunicorn.workers=2");
  }

  private static void until(BooleanSupplier holds) throws Exception {
    WaitForAsyncUtils.waitFor(
        PATIENCE,
        TimeUnit.SECONDS,
        () -> WaitForAsyncUtils.waitForAsyncFx(5000, () -> holds.getAsBoolean()));
  }
}
