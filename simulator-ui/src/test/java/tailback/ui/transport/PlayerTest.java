package tailback.ui.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Catalogue;
import tailback.experiment.Playback;
import tailback.journal.Frame;
import tailback.scenario.CostTable;
import tailback.scenario.ScenarioReader;
import tailback.ui.Session;
import tailback.ui.Shipped;
import tailback.ui.stage.Peaks;
import tailback.ui.stage.Picture;
import tailback.ui.stage.Plan;
import tailback.ui.stage.Planner;
import tailback.ui.stage.Who;

/** Time goes both ways, and what is shown is what the engine says. */
final class PlayerTest {

  private static final int PATIENCE = 30;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventlet-blocking-call",
        "postgres-exhaustion-200rps",
        "retry-storm",
        "cache-stampede"
      })
  void scrub_showsTheEnginesState_atRandomInstants(String incident) throws Exception {
    try (Session session = opened(incident, List.of())) {
      Deck deck = session.player().decks().get(0);
      Plan plan = Planner.plan(session.scenario(0).deployment(), Peaks.UNKNOWN, 976, 650);
      session.stage(0, plan);
      Random random = new Random(7);
      for (int i = 0; i < 6; i++) {
        double at = random.nextDouble() * Math.min(20, session.seconds());
        session.player().seek(at).get(PATIENCE, TimeUnit.SECONDS);

        Picture shown = deck.pictures().front();

        try (Playback engine =
            new Playback(Shipped.incident(incident), List.of(), CostTable.read())) {
          engine.toTime(engine.timeZero() + Math.round(at * 1e9));
          Frame truth = engine.frame();
          assertThat(shown.time).isEqualTo(truth.time - engine.timeZero());
          assertThat(shown.events).isEqualTo(truth.event);
          assertSame(truth, shown, engine.timeZero(), session);
        }
      }
    }
  }

  /** Every request of the engine is on the stage once, in its state, and nobody else is. */
  private static void assertSame(Frame truth, Picture shown, long timeZero, Session session) {
    int endpoints = session.scenario(0).deployment().endpoints().size();
    assertThat(shown.count).isEqualTo(truth.requests);
    for (int i = 0; i < truth.requests; i++) {
      long key = Who.of(truth.request[i], truth.endpoint[i] >= endpoints);
      assertThat(shown.request[i]).isEqualTo(key);
      assertThat(shown.state[i]).isEqualTo(truth.state[i]);
      assertThat(shown.since[i]).isEqualTo(truth.since[i] - timeZero);
    }
    for (int r = 0; r < truth.resources; r++) {
      assertThat(shown.busy[r]).isEqualTo(truth.busy[r]);
      assertThat(shown.waiting[r]).isEqualTo(truth.waiting[r]);
    }
  }

  @Test
  void back_fromTheLastEventToTheFirst_andForwardAgain() throws Exception {
    try (Session session = started(List.of("duration=1s", "warmup=0s"))) {
      Player player = session.player();
      Playback playback = player.decks().get(0).playback();
      player.seek(1).get(PATIENCE, TimeUnit.SECONDS);
      long last = player.moment().event();
      assertThat(last).isGreaterThan(50);
      List<Frame> backwards = new ArrayList<>();
      while (player.moment().event() > 0) {
        player.back().get(PATIENCE, TimeUnit.SECONDS);
        backwards.add(playback.frame());
      }
      for (int i = backwards.size() - 2; i >= 0; i--) {
        player.step().get(PATIENCE, TimeUnit.SECONDS);
        assertThat(playback.frame()).isEqualTo(backwards.get(i));
      }
      player.step().get(PATIENCE, TimeUnit.SECONDS);
      assertThat(player.moment().event()).isEqualTo(last);
    }
  }

  @Test
  void condition_stopsTheRun_whereItBecomesTrue() throws Exception {
    try (Session session = opened("eventlet-blocking-call", List.of())) {
      String text = "queue(gunicorn) > 100";
      session
          .player()
          .stops()
          .add(
              text,
              new ScenarioReader(Catalogue.standard())
                  .condition(text, session.scenario(0).deployment(), "test"));
      session.player().speed(Speed.MAX);
      session.player().play(true).get(PATIENCE, TimeUnit.SECONDS);
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
      while (session.player().playing() && System.nanoTime() < until) {
        Thread.sleep(5);
      }
      assertThat(session.player().over()).isFalse();

      Playback playback = session.player().decks().get(0).playback();
      double stopped = session.now();
      try (Playback other = new Playback(session.file(), List.of(), CostTable.read())) {
        other.toTime(other.timeZero());
        other.until(
            new ScenarioReader(Catalogue.standard())
                .condition(text, session.scenario(0).deployment(), "test"));
        assertThat(playback.now().event()).isEqualTo(other.now().event());
      }
      assertThat(stopped).isPositive();
    }
  }

  @Test
  void knob_goesIntoTheJournal_andBackAgain() throws Exception {
    try (Session session = started(List.of("duration=5s", "warmup=0s"))) {
      Player player = session.player();
      Playback playback = player.decks().get(0).playback();
      String group = session.scenario(0).deployment().traffic().keySet().iterator().next();
      player.seek(4).get(PATIENCE, TimeUnit.SECONDS);
      Frame before = playback.frame();
      player.seek(1).get(PATIENCE, TimeUnit.SECONDS);
      String path = new tailback.ui.Written(session.file(), List.of()).arrivals(group);

      player.turn(path + "=poisson 300/s").get(PATIENCE, TimeUnit.SECONDS);

      assertThat(playback.turns()).hasSize(1);
      player.seek(4).get(PATIENCE, TimeUnit.SECONDS);
      assertThat(playback.frame()).isNotEqualTo(before);
      player.undo().get(PATIENCE, TimeUnit.SECONDS);
      player.seek(4).get(PATIENCE, TimeUnit.SECONDS);
      assertThat(playback.turns()).isEmpty();
      assertThat(playback.frame()).isEqualTo(before);
    }
  }

  @Test
  void compared_bothSidesSeeTheSameRequests() throws Exception {
    try (Session session =
        new Session(
                Shipped.incident("eventlet-blocking-call"),
                List.of(List.of(), List.of("gunicorn.workers=4")))
            .start(text -> {}, () -> {})) {
      session.player().seek(3).get(PATIENCE, TimeUnit.SECONDS);
      Frame a = session.player().decks().get(0).playback().frame();
      Frame b = session.player().decks().get(1).playback().frame();
      assertThat(a.time).isEqualTo(b.time);
      int both = 0;
      for (int i = 0; i < a.requests; i++) {
        for (int j = 0; j < b.requests; j++) {
          if (a.request[i] == b.request[j]) {
            assertThat(a.arrived[i]).isEqualTo(b.arrived[j]);
            assertThat(a.endpoint[i]).isEqualTo(b.endpoint[j]);
            both++;
          }
        }
      }
      assertThat(both).isPositive();
    }
  }

  private static Session opened(String incident, List<String> sets) {
    return new Session(Shipped.incident(incident), List.of(sets)).start(text -> {}, () -> {});
  }

  private static Session started(List<String> sets) {
    return new Session(Shipped.starter("gthread"), List.of(sets)).start(text -> {}, () -> {});
  }
}
