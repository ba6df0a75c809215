package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.journal.Frame;
import tailback.journal.Moment;
import tailback.journal.Scene;
import tailback.journal.State;
import tailback.journal.Turn;
import tailback.scenario.Condition;
import tailback.scenario.CostTable;
import tailback.scenario.Problem;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** A run that is played event by event is the run that an experiment makes. */
final class PlaybackTest {

  private static final Costs COSTS = CostTable.read();
  private static final long SECOND = 1_000_000_000L;

  private static Path file(String name) {
    return Path.of("../scenarios/" + name + ".yaml");
  }

  private static Playback play(String name, String... sets) {
    return new Playback(file(name), List.of(sets), COSTS);
  }

  private static Condition condition(Playback playback, String text) {
    return new ScenarioReader(Catalogue.standard())
        .condition(text, playback.scenario().deployment(), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"starters/celery", "starters/alerts", "incidents/replica-lag"})
  void played_toTheEnd_isTheRunOfAnExperiment(String name) {
    Scenario scenario = ScenarioReader.read(file(name), List.of());
    String run = DeterminismTest.json(new Experiment(scenario, COSTS).run());
    try (Playback playback = play(name)) {
      playback.toTime(playback.timeZero() + 3 * SECOND);
      playback.results();
      for (int i = 0; i < 100; i++) {
        playback.step();
        playback.frame();
      }
      playback.toTime(playback.end());
      assertThat(playback.isOver()).isTrue();
      assertThat(DeterminismTest.json(playback.results()).lines())
          .containsExactlyElementsOf(run.lines().toList());
    }
  }

  static List<Path> scenarios() throws java.io.IOException {
    return DeterminismTest.scenarios();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void picture_namesEveryPlaceAndEveryHolder(Path file) {
    try (Playback playback = new Playback(file, List.of(), COSTS)) {
      playback.toTime(2 * SECOND);
      Frame frame = playback.frame();
      assertThat(playback.places()).as("what a request does there").allMatch(Places::isKnown);
      assertThat(playback.states()).hasSameSizeAs(playback.places());
      assertThat(frame.resources).isEqualTo(playback.resources().size());
      for (int i = 0; i < frame.units; i++) {
        assertThat(frame.part[i]).isNotNull();
      }
      for (int i = 0; i < frame.seats; i++) {
        assertThat(frame.holder[i]).as("holder of a seat").isPositive();
      }
    }
  }

  @Test
  void backOneEvent_isTheMomentBefore() {
    try (Playback playback = play("starters/gthread")) {
      playback.toEvent(5_000);
      Frame before = playback.frame();
      Happening happened = playback.last();
      playback.step();
      Frame after = playback.frame();
      assertThat(after).isNotEqualTo(before);
      assertThat(playback.back()).isTrue();
      assertThat(playback.frame()).isEqualTo(before);
      assertThat(playback.last()).isEqualTo(happened);
      playback.step();
      assertThat(playback.frame()).isEqualTo(after);
    }
  }

  @Test
  void start_hasNothingBefore() {
    try (Playback playback = play("starters/gthread")) {
      assertThat(playback.now()).isEqualTo(Moment.START);
      assertThat(playback.back()).isFalse();
      playback.step();
      assertThat(playback.back()).isTrue();
      assertThat(playback.now()).isEqualTo(Moment.START);
      assertThat(playback.last()).isNull();
    }
  }

  @Test
  void until_stopsAtTheEventThatMakesItTrue() {
    try (Playback playback = play("starters/gthread", "traffic.page=poisson 150/s")) {
      Condition queue = condition(playback, "queue(gunicorn) > 5");
      assertThat(playback.until(queue)).isTrue();
      assertThat(playback.level((Condition.LevelIs) queue)).isEqualTo(6);
      playback.back();
      assertThat(playback.level((Condition.LevelIs) queue)).isEqualTo(5);
      assertThat(playback.until(condition(playback, "time 20s"))).isTrue();
      assertThat(playback.now().time()).isEqualTo(20 * SECOND);
      assertThat(playback.until(condition(playback, "first 418"))).isFalse();
      assertThat(playback.isOver()).isTrue();
    }
  }

  @Test
  void until_requestEntersAndEnds() {
    try (Playback playback = play("starters/pgbouncer")) {
      assertThat(playback.until(condition(playback, "request 50 enters postgres"))).isTrue();
      Happening entered = playback.last();
      assertThat(entered.moves())
          .anySatisfy(
              move -> {
                assertThat(move.request() & (1L << 44) - 1).isEqualTo(50);
                assertThat(playback.places().get(move.to())).startsWith("postgres.");
              });
      assertThat(playback.until(condition(playback, "request 50 done"))).isTrue();
      assertThat(playback.last().moves())
          .anySatisfy(move -> assertThat(move.status()).isEqualTo(200));
      var trail = playback.trail(entered.moves().get(0).request());
      assertThat(trail.status()).isEqualTo(200);
      assertThat(trail.stays(playback.now().time())).hasSizeGreaterThan(2);
      for (int i = 1; i < trail.stays(0).size(); i++) {
        assertThat(trail.stays(0).get(i).from()).isEqualTo(trail.stays(0).get(i - 1).to());
      }
    }
  }

  @Test
  void turn_isAnEntryOfTheTimeline() {
    String name = "starters/gthread";
    try (Playback playback = play(name)) {
      playback.toTime(20 * SECOND);
      Frame before = playback.frame();
      playback.turn("traffic.page=poisson 150/s");
      assertThat(playback.frame()).isEqualTo(before);
      playback.toTime(playback.end());
      Turn turn = new Turn(20 * SECOND + 1, "traffic.page=poisson 150/s");
      assertThat(playback.turns()).containsExactly(turn);
      Scenario written =
          new ScenarioReader(Catalogue.standard()).scenario(file(name), List.of(), List.of(turn));
      assertThat(written.timeline()).hasSize(1);
      assertThat(DeterminismTest.json(playback.results()))
          .isEqualTo(DeterminismTest.json(new Experiment(written, COSTS).run()));
      assertThat(playback.undo()).isEqualTo(turn);
      assertThat(playback.undo()).isNull();
      Scenario plain = ScenarioReader.read(file(name), List.of());
      assertThat(DeterminismTest.json(playback.results()))
          .isEqualTo(DeterminismTest.json(new Experiment(plain, COSTS).run()));
    }
  }

  @Test
  void redo_entersAgainWhatWasTakenBack_exactly() {
    try (Playback playback = play("starters/gthread")) {
      playback.toTime(5 * SECOND);
      playback.turn("traffic.page=poisson 90/s");
      playback.toTime(6 * SECOND);
      playback.turn("traffic.page=poisson 30/s");
      playback.toTime(8 * SECOND);
      Frame changed = playback.frame();
      List<Turn> turns = playback.turns();

      assertThat(playback.redo()).isNull();
      playback.undo();
      playback.undo();
      assertThat(playback.frame()).isNotEqualTo(changed);
      assertThat(playback.redo()).isEqualTo(turns.get(0));
      assertThat(playback.redo()).isEqualTo(turns.get(1));
      assertThat(playback.turns()).isEqualTo(turns);
      assertThat(playback.frame()).isEqualTo(changed);

      playback.undo();
      playback.turn("traffic.page=poisson 70/s");
      assertThat(playback.redo()).as("something else was entered since").isNull();
    }
  }

  @Test
  void turn_thatTakesARestart_changesNothing() {
    try (Playback playback = play("starters/gthread")) {
      playback.toEvent(1_000);
      Frame before = playback.frame();
      assertThatThrownBy(() -> playback.turn("gunicorn.worker_class=gevent"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("takes a restart");
      assertThatThrownBy(() -> playback.turn("gunicron.workers=4"))
          .isInstanceOf(Problem.class)
          .hasMessage(
              "set gunicron.workers=4: unknown path 'gunicron.workers';"
                  + " did you mean 'gunicorn'?");
      assertThat(playback.frame()).isEqualTo(before);
      assertThat(playback.turns()).isEmpty();
      playback.perform("gunicorn.reload");
      playback.toTime(10 * SECOND);
      Frame reloaded = playback.frame();
      assertThat(reloaded.time).isEqualTo(10 * SECOND);
    }
  }

  @Test
  void picture_ofABlockedHub_showsWhoKeepsIt() {
    try (Playback playback = play("incidents/eventlet-blocking-call")) {
      Frame frame = new Frame();
      do {
        playback.stepTo(
            h ->
                h.moves().stream()
                    .anyMatch(m -> m.to() >= 0 && playback.places().get(m.to()).equals("block")));
        playback.capture(frame);
      } while (frame.requests < 10);
      assertThat(frame.units).isEqualTo(1);
      assertThat(frame.kindOf(0)).isEqualTo(Scene.Kind.WORKER);
      assertThat(frame.name[0]).isEqualTo("eventlet");
      assertThat(frame.room[0]).isEqualTo(1000);
      assertThat(frame.blocked[0]).isTrue();
      int blocked = 0;
      for (int i = 0; i < frame.seats; i++) {
        if (frame.doingOf(i) == State.BLOCKED) {
          blocked++;
          assertThat(frame.holder[i]).isEqualTo(frame.baton[0]);
        }
      }
      assertThat(blocked).isEqualTo(1);
    }
  }

  @Test
  void picture_ofConnections_showsWhoHoldsThem() {
    try (Playback playback = play("incidents/postgres-exhaustion-200rps")) {
      playback.until(condition(playback, "busy(postgres.connections) >= 90"));
      Frame frame = playback.frame();
      int connections = 0;
      int rows = 0;
      for (int i = 0; i < frame.units; i++) {
        connections += frame.kindOf(i) == Scene.Kind.CONNECTION ? 1 : 0;
        rows += frame.kindOf(i) == Scene.Kind.ROW ? 1 : 0;
      }
      int resource = playback.resources().indexOf("postgres.connections");
      assertThat(frame.busy[resource]).isEqualTo(90);
      assertThat(connections).isGreaterThanOrEqualTo(90);
      assertThat(rows).isEqualTo(frame.busy[playback.resources().indexOf("postgres.lock(stock)")]);
    }
  }
}
