package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tailback.kernel.Simulation;

final class MeterTest {

  private final Simulation simulation = new Simulation(1);
  private final List<Long> waits = new ArrayList<>();
  private final Meter meter = new Meter(simulation, "pool", waits::add);

  @Test
  void audit_countsThoseStillWaiting() {
    var line = new Line<Job>(meter, 10);
    line.join(new Job("a"));
    simulation.runUntil(10);
    line.join(new Job("b"));
    simulation.runUntil(25);
    line.next();
    simulation.runUntil(40);
    meter.audit();
    assertThat(meter.waiting().integral()).isEqualTo(25 + 30);
  }

  @Test
  void audit_findsAWaitThatWasNotCounted() {
    meter.joined();
    simulation.runUntil(10);
    meter.waiting().add(-1); // somebody vanished
    simulation.runUntil(20);
    assertThatIllegalStateException()
        .isThrownBy(meter::audit)
        .withMessageContaining("Little's law does not hold at pool");
  }

  @Test
  void audit_findsAServerReleasedTwice() {
    meter.seized();
    meter.released();
    meter.released();
    assertThatIllegalStateException().isThrownBy(meter::audit);
  }

  @Test
  void linesOfReplicas_arePooled() {
    var one = new Line<Job>(meter, 10);
    var two = new Line<Job>(meter, 10);
    one.join(new Job("a"));
    two.join(new Job("b"));
    assertThat(meter.waiting().value()).isEqualTo(2);
    simulation.runUntil(10);
    one.next();
    two.next();
    assertThat(waits).containsExactly(10L, 10L);
    meter.audit();
  }

  @Test
  void reset_leavesOutThoseWhoCameBefore() {
    var line = new Line<Job>(meter, 10);
    line.join(new Job("before"));
    simulation.runUntil(100);
    meter.reset();
    line.join(new Job("after"));
    simulation.runUntil(130);
    line.next();
    line.next();
    assertThat(waits).containsExactly(30L);
    assertThat(meter.arrivals()).isEqualTo(1);
    assertThat(meter.meanWait()).isEqualTo(30);
    meter.audit();
  }

  @Test
  void sharedServices_thatBeganBeforeTheReset_areLeftOut() {
    var processor = new ProcessorSharing(simulation, meter, 1);
    processor.start(new Job("before"), 50, job -> {});
    simulation.runUntil(40);
    meter.reset();
    processor.start(new Job("after"), 10, job -> {});
    simulation.runUntil(100);
    assertThat(waits).as("20 ns for 10 ns of work").containsExactly(10L);
    assertThat(meter.arrivals()).isEqualTo(1);
  }

  @Test
  void unlimitedStation_hasNoCapacity_alsoAfterAChange() {
    var station =
        new Station<Job>(meter, Station.UNLIMITED, 10, simulation.event("granted", job -> {}));
    assertThat(meter.capacity()).isZero();
    station.servers(3);
    assertThat(meter.capacity()).isEqualTo(3);
    station.servers(Station.UNLIMITED);
    assertThat(meter.capacity()).isZero();
  }

  @Test
  void utilisation_isTheBusyShareOfTheCapacity() {
    meter.addCapacity(4);
    meter.seized();
    meter.seized();
    simulation.runUntil(10);
    meter.released();
    simulation.runUntil(20);
    assertThat(meter.utilisation()).isEqualTo(1.5 / 4);
  }

  @Test
  void withoutCapacity_utilisationIsZero() {
    meter.seized();
    simulation.runUntil(10);
    assertThat(meter.utilisation()).isZero();
  }
}
