package tailback.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import tailback.cli.incident.Solved;
import tailback.scenario.Scenario.Verdict;
import tailback.ui.incident.Beat;
import tailback.ui.incident.Story;

/**
 * Both flagship incidents, with the mouse alone and with the keyboard alone: opened from the
 * library, played, paused, stepped forward and back, scrubbed, compared and solved.
 */
@ExtendWith(ApplicationExtension.class)
final class FlowsTest {

  @TempDir private static Path state;

  private final FxRobot robot = new FxRobot();
  private final View view = new View();
  private final Watch watch = new Watch(view);

  @Start
  void open(Stage stage) {
    Shipped.home(state);
    view.open(
        stage,
        new Opening(null, List.of(List.of()), 0, 1280, 720, false, Opening.Mode.EXPLORE, null));
  }

  @AfterEach
  void close() {
    robot.interact(view::dispose);
  }

  @ParameterizedTest
  @CsvSource({
    "mouse, eventlet-blocking-call",
    "mouse, postgres-exhaustion-200rps",
    "keyboard, eventlet-blocking-call",
    "keyboard, postgres-exhaustion-200rps"
  })
  void incident_isOpenedPlayedComparedAndSolved(String way, String incident) throws Exception {
    Hand hand = way.equals("mouse") ? new Mouse(robot, view) : new Keyboard(robot, view);
    hand.open(incident);
    watch.opened();
    assertThat(view.bench().session().file()).isEqualTo(Shipped.incident(incident));
    playsAndPauses(hand);
    steps(hand);
    scrubs(hand);
    compares(hand);
    solves(hand, incident);
  }

  private void playsAndPauses(Hand hand) throws Exception {
    hand.play();
    watch.until(() -> watch.player().playing() && now() > 0.2);
    hand.play();
    watch.until(() -> !watch.player().playing());
    double paused = now();
    watch.stagesAreTrue();
    assertThat(now()).isEqualTo(paused);
  }

  private void steps(Hand hand) throws Exception {
    long event = watch.moment().event();
    hand.step();
    assertThat(watch.moment().event()).isEqualTo(event + 1);
    hand.step();
    assertThat(watch.moment().event()).isEqualTo(event + 2);
    watch.stagesAreTrue();
    hand.back();
    assertThat(watch.moment().event()).isEqualTo(event + 1);
    watch.stagesAreTrue();
    hand.stepRequest();
    assertThat(watch.moment().event()).isGreaterThan(event + 1);
    assertThat(watch.player().last().moves()).isNotEmpty();
    watch.stagesAreTrue();
  }

  private void scrubs(Hand hand) throws Exception {
    double seconds = view.bench().session().seconds();
    hand.scrub(0.1 * seconds);
    watch.moment();
    assertThat(now()).isCloseTo(0.1 * seconds, within(0.002 * seconds));
    watch.stagesAreTrue();
  }

  private void compares(Hand hand) throws Exception {
    double before = now();
    String variant = List.copyOf(view.bench().session().scenario(0).whatIf().keySet()).get(1);
    hand.compare(2);
    watch.until(() -> view.bench().session().player().decks().size() == 2);
    watch.opened();
    assertThat(view.bench().session().sets(0)).isEmpty();
    assertThat(view.bench().session().sets(1))
        .isEqualTo(Variants.named(view.bench().session().file(), variant));
    watch.moment();
    assertThat(now()).isCloseTo(before, within(1e-6));
    watch.stagesAreTrue();
    watch.until(() -> robot.lookup("#difference-p95").queryLabeled().getText().contains("±"));
    hand.step();
    watch.stagesAreTrue();
  }

  private void solves(Hand hand, String incident) throws Exception {
    hand.incident();
    watch.until(() -> beat() == Beat.PAGE && shows("#next"));
    assertThat(watch.player().decks()).hasSize(1);
    hand.onward("next");
    watch.until(() -> beat() == Beat.LOOK);
    String place = story().incident().look().get(1);
    hand.look(place, 2);
    watch.until(() -> story().looked().contains(place));
    hand.onward("next");
    watch.until(() -> beat() == Beat.NAME && shows("#answer-0"));
    int right = right();
    hand.answer(right);
    watch.until(() -> story().named() && shows("#next"));
    hand.onward("next");
    watch.until(() -> beat() == Beat.FIX);
    hand.fix(fix());
    watch.until(() -> beat() == Beat.SEE);
    assertThat(story().last().right()).isTrue();
    hand.onward("debrief");
    watch.until(() -> beat() == Beat.DEBRIEF && shows("#solved"));
    assertThat(story().wrongAnswers()).isZero();
    assertThat(Solved.ofUser().names()).contains(incident);
  }

  private double now() {
    return view.bench().session().now();
  }

  private boolean shows(String id) {
    return robot.lookup(id).tryQuery().isPresent();
  }

  private Story story() {
    return view.bench().incident().story();
  }

  private Beat beat() {
    return view.bench().incident() == null ? null : story().beat();
  }

  /** The number of the right answer, from 1. */
  private int right() {
    int right = 0;
    while (!story().isRight(right)) {
      right++;
    }
    return right + 1;
  }

  /** The number of the first fix that works, from 1. */
  private int fix() {
    int right = 0;
    while (story().fixes().get(right).verdict() != Verdict.RIGHT) {
      right++;
    }
    return right + 1;
  }
}
