package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import tailback.component.Costs;
import tailback.journal.Frame;
import tailback.journal.Moment;
import tailback.scenario.CostTable;
import tailback.scenario.ScenarioReader;

/**
 * However one gets to a moment of a run, forward, back or with a jump, it is the same: every
 * request, every worker and connection, every count; and so is the end.
 */
final class RandomWalkTest {

  private static final Costs COSTS = CostTable.read();
  private static final long MILLI = 1_000_000;

  /** One move of a walk: to an event or a time, by a distance that may be negative. */
  record Leg(boolean byTime, int distance) {}

  @Provide
  static Arbitrary<String> scenarios() {
    return Arbitraries.of(
        "starters/sync",
        "starters/gthread",
        "starters/gevent",
        "starters/uvicorn",
        "starters/pgbouncer",
        "starters/celery",
        "starters/websockets",
        "incidents/eventlet-blocking-call",
        "incidents/postgres-exhaustion-200rps",
        "incidents/deploy-restart");
  }

  @Provide
  static Arbitrary<List<Leg>> walks() {
    Arbitrary<Integer> near = Arbitraries.integers().between(-2, 3);
    Arbitrary<Integer> far = Arbitraries.integers().between(-800, 1_200);
    Arbitrary<Leg> leg =
        Combinators.combine(Arbitraries.of(true, false), Arbitraries.oneOf(near, far)).as(Leg::new);
    return leg.list().ofMinSize(10).ofMaxSize(30);
  }

  @Property(tries = 30, seed = "1")
  void anyWay_leadsToTheSameMoment(
      @ForAll("scenarios") String name,
      @ForAll @IntRange(max = 12_000) int start,
      @ForAll("walks") List<Leg> walk) {
    try (Playback playback = play(name)) {
      playback.toTime(start * MILLI);
      walk(playback, walk);
    }
  }

  @Tag("ci")
  @Property(tries = 20, seed = "2")
  void anyWay_leadsToTheSameEnd(@ForAll("scenarios") String name, @ForAll("walks") List<Leg> walk) {
    Path file = Path.of("../scenarios/" + name + ".yaml");
    var straight = new Experiment(ScenarioReader.read(file, List.of()), COSTS).run();
    try (Playback playback = play(name)) {
      walk(playback, walk);
      playback.toTime(playback.end());
      assertThat(DeterminismTest.json(playback.results()))
          .isEqualTo(DeterminismTest.json(straight));
      Frame last = playback.frame();
      playback.back();
      playback.toTime(playback.end() / 2);
      playback.toTime(playback.end());
      assertThat(playback.frame()).isEqualTo(last);
    }
  }

  private static Playback play(String name) {
    return new Playback(Path.of("../scenarios/" + name + ".yaml"), List.of(), COSTS);
  }

  /** Goes the way and back to each moment, which must look as it did. */
  private static void walk(Playback playback, List<Leg> walk) {
    Map<Moment, Frame> seen = new HashMap<>();
    for (Leg leg : walk) {
      if (leg.byTime()) {
        playback.toTime(Math.max(0, playback.now().time() + leg.distance() * MILLI));
      } else if (leg.distance() == 1) {
        playback.step();
      } else if (leg.distance() == -1) {
        playback.back();
      } else {
        playback.toEvent(Math.max(0, playback.now().event() + leg.distance()));
      }
      Frame frame = playback.frame();
      Frame before = seen.putIfAbsent(playback.now(), frame);
      if (before != null) {
        assertThat(frame).isEqualTo(before);
      }
    }
    seen.forEach(
        (moment, frame) -> {
          playback.to(moment);
          assertThat(playback.now()).isEqualTo(moment);
          assertThat(playback.frame()).isEqualTo(frame);
        });
  }
}
