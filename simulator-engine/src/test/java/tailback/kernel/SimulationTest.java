package tailback.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulationTest {

  private final Simulation simulation = new Simulation(1);
  private final List<String> log = new ArrayList<>();
  private final Event<String> note =
      simulation.event("note", text -> log.add(simulation.now() + " " + text));

  @Test
  void events_fireInTheOrderOfTheirTimes() {
    note.in(30, "c");
    note.at(10, "a");
    note.in(20, "b");
    simulation.runUntil(100);
    assertThat(log).containsExactly("10 a", "20 b", "30 c");
  }

  @Test
  void eventsAtTheSameTime_fireInTheOrderOfTheirScheduling() {
    Event<String> first =
        simulation.event(
            "first",
            text -> {
              note.now("due now, scheduled last");
              note.at(10, "at the present time, scheduled after that");
            });
    first.in(10, null);
    note.in(10, "scheduled before");
    simulation.runUntil(10);
    assertThat(log)
        .containsExactly(
            "10 scheduled before",
            "10 due now, scheduled last",
            "10 at the present time, scheduled after that");
  }

  @Test
  void runUntil_includesItsEndAndSetsTheClock() {
    note.in(10, "at the end");
    note.in(11, "beyond");
    simulation.runUntil(10);
    assertThat(log).containsExactly("10 at the end");
    assertThat(simulation.pending()).isEqualTo(1);
    simulation.runUntil(20);
    assertThat(log).containsExactly("10 at the end", "11 beyond");
    assertThat(simulation.now()).isEqualTo(20);
    assertThat(simulation.fired()).isEqualTo(2);
  }

  @Test
  void step_firesOneEvent() {
    note.in(5, "a");
    note.in(5, "b");
    assertThat(simulation.step(100)).isTrue();
    assertThat(log).containsExactly("5 a");
    assertThat(simulation.step(100)).isTrue();
    assertThat(simulation.step(100)).isFalse();
    assertThat(simulation.now()).isEqualTo(100);
  }

  @Test
  void stop_leavesTheRestForLater() {
    Event<String> halt = simulation.event("halt", text -> simulation.stop());
    halt.in(5, null);
    note.in(5, "same time");
    note.in(7, "later");
    simulation.runUntil(10);
    assertThat(simulation.stopped()).isTrue();
    assertThat(simulation.now()).isEqualTo(5);
    assertThat(log).isEmpty();
    simulation.runUntil(10);
    assertThat(simulation.stopped()).isFalse();
    assertThat(log).containsExactly("5 same time", "7 later");
  }

  @Test
  void cancelledEvent_doesNotFire() {
    long due = note.now("due now");
    long later = note.in(5, "later");
    note.in(6, "stays");
    simulation.cancel(due);
    simulation.cancel(later);
    simulation.cancel(later);
    assertThat(simulation.pending()).isEqualTo(1);
    simulation.runUntil(10);
    assertThat(log).containsExactly("6 stays");
    assertThat(simulation.fired()).isEqualTo(1);
  }

  @Test
  void thePast_isRefused() {
    simulation.runUntil(10);
    assertThatIllegalArgumentException().isThrownBy(() -> note.in(-1, "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> note.at(9, "x"));
  }

  @Test
  void delayBeyondTheEndOfTime_neitherFiresNorStopsOthers() {
    simulation.runUntil(10);
    note.in(Long.MAX_VALUE, "never");
    note.in(5, "soon");
    simulation.runUntil(1_000_000);
    assertThat(log).containsExactly("15 soon");
    assertThat(simulation.pending()).isEqualTo(1);
  }

  @Test
  void sameSeed_sameHistory() {
    assertThat(history(7)).isEqualTo(history(7));
    assertThat(history(7)).isNotEqualTo(history(8));
  }

  /** A hundred walkers who meet at whole microseconds, so that ties abound. */
  private static final class Walkers {
    final Simulation simulation;
    final Stream stream;
    final Event<Integer> step;
    long digest;

    Walkers(long seed) {
      simulation = new Simulation(seed);
      stream = simulation.stream("walkers", "step");
      step = simulation.event("step", this::onStep);
    }

    void onStep(Integer walker) {
      digest = 31 * digest + simulation.now() + walker;
      step.in(1000L * stream.nextInt(50), walker);
    }
  }

  private static long history(long seed) {
    var walkers = new Walkers(seed);
    for (int i = 0; i < 100; i++) {
      walkers.step.now(i);
    }
    walkers.simulation.runUntil(2_000_000);
    return walkers.digest ^ walkers.stream.nextLong(); // nothing else drew in between
  }

  @Test
  void upcoming_isWhatThenFires() {
    Stream stream = new Stream(1, "test", "times");
    List<Event<String>> kinds = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      kinds.add(simulation.event("kind " + i, text -> {}));
    }
    List<Long> timers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Event<String> kind = kinds.get(stream.nextInt(5));
      long delay = stream.nextInt(3) == 0 ? 500 : stream.nextInt(1_000); // lanes, and the ladder
      timers.add(kind.in(delay, "subject " + i));
      if (i % 7 == 0) {
        simulation.cancel(timers.get(stream.nextInt(timers.size())));
      }
      if (i % 10 == 0) {
        simulation.step(Long.MAX_VALUE);
      }
    }
    List<Simulation.Firing> upcoming = simulation.upcoming(Integer.MAX_VALUE);
    assertThat(upcoming).hasSize(simulation.pending());
    for (Simulation.Firing each : upcoming) {
      assertThat(simulation.step(Long.MAX_VALUE)).isTrue();
      assertThat(simulation.stepped()).isEqualTo(each);
    }
    assertThat(simulation.step(Long.MAX_VALUE)).isFalse();
  }
}
