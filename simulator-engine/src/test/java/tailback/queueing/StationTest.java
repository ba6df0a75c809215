package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tailback.kernel.Event;
import tailback.kernel.Simulation;
import tailback.queueing.Station.Outcome;

final class StationTest {

  private final Simulation simulation = new Simulation(1);
  private final List<Long> waits = new ArrayList<>();
  private final Meter meter = new Meter(simulation, "station", waits::add);
  private final List<String> log = new ArrayList<>();
  private final Event<Job> granted =
      simulation.event("granted", job -> log.add(simulation.now() + " " + job));
  private final Station<Job> station = new Station<>(meter, 2, 2, granted);

  private List<Outcome> seize(String... names) {
    List<Outcome> outcomes = new ArrayList<>();
    for (String name : names) {
      outcomes.add(station.seize(new Job(name)));
    }
    return outcomes;
  }

  @Test
  void twoServersAndTwoPlaces_serveTwoKeepTwoRejectTheRest() {
    assertThat(seize("a", "b", "c", "d", "e"))
        .containsExactly(
            Outcome.SERVED, Outcome.SERVED, Outcome.WAITS, Outcome.WAITS, Outcome.REJECTED);
    assertThat(station.busy()).isEqualTo(2);
    assertThat(station.queue().length()).isEqualTo(2);
    assertThat(meter.arrivals()).isEqualTo(5);
    assertThat(meter.rejections()).isEqualTo(1);
  }

  @Test
  void release_grantsToWhoeverWaitedLongest() {
    seize("a", "b", "c", "d");
    simulation.runUntil(10);
    station.release();
    simulation.runUntil(25);
    station.release();
    simulation.runUntil(30);
    assertThat(log).containsExactly("10 c", "25 d");
    assertThat(waits).containsExactly(0L, 0L, 10L, 25L);
    assertThat(meter.meanWait()).isEqualTo(35 / 4.0);
    assertThat(meter.longestWait()).isEqualTo(25);
    meter.audit();
  }

  @Test
  void server_isTakenBeforeTheGrantFires() {
    seize("a", "b", "c");
    station.release();
    assertThat(station.busy()).isEqualTo(2);
    assertThat(seize("late")).containsExactly(Outcome.WAITS); // c was first and has the server
    simulation.runUntil(0);
    assertThat(log).containsExactly("0 c");
  }

  @Test
  void whoGaveUp_isNotGranted() {
    seize("a", "b", "c", "d");
    station.queue().leave(station.queue().first());
    station.release();
    simulation.runUntil(1);
    assertThat(log).containsExactly("0 d");
    assertThat(meter.abandonments()).isEqualTo(1);
    meter.audit();
  }

  @Test
  void moreServers_serveThoseWhoWaitAtOnce() {
    seize("a", "b", "c", "d");
    station.servers(4);
    simulation.runUntil(0);
    assertThat(log).containsExactly("0 c", "0 d");
    assertThat(station.busy()).isEqualTo(4);
    assertThat(meter.capacity()).isEqualTo(4);
  }

  @Test
  void fewerServers_finishWhatIsUnderWay() {
    seize("a", "b", "c");
    station.servers(1);
    assertThat(station.busy()).isEqualTo(2);
    station.release();
    simulation.runUntil(1);
    assertThat(log).isEmpty();
    station.release();
    simulation.runUntil(2);
    assertThat(log).containsExactly("1 c");
  }

  @Test
  void noRoomAtAll_isALossSystem() {
    var loss = new Station<Job>(meter, 1, 0, granted);
    assertThat(loss.seize(new Job("a"))).isEqualTo(Outcome.SERVED);
    assertThat(loss.seize(new Job("b"))).isEqualTo(Outcome.REJECTED);
    loss.release();
    assertThat(loss.seize(new Job("c"))).isEqualTo(Outcome.SERVED);
  }
}
