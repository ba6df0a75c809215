package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/** Hand-worked examples in microseconds; times are right to a few nanoseconds. */
final class ProcessorSharingTest {

  private static final long US = 1000;
  private static final Offset<Long> ROUNDING = within(3L);

  private final Simulation simulation = new Simulation(1);
  private final List<Long> waits = new ArrayList<>();
  private final Meter meter = new Meter(simulation, "cpu", waits::add);
  private final List<String> order = new ArrayList<>();
  private final Map<String, Long> done = new HashMap<>();
  private ProcessorSharing cpu;

  private void cores(double cores) {
    cpu = new ProcessorSharing(simulation, meter, cores);
  }

  private Job start(String name, long at, double work) {
    var job = new Job(name);
    Event<Job> arrival =
        simulation.event("arrival", j -> cpu.start(j, Math.round(work * US), this::onServed));
    arrival.at(at * US, job);
    return job;
  }

  private void onServed(Job job) {
    order.add(job.name);
    done.put(job.name, simulation.now());
  }

  private void assertDone(String name, double at) {
    assertThat(done).containsKey(name);
    assertThat(done.get(name)).as(name).isCloseTo(Math.round(at * US), ROUNDING);
  }

  @Test
  void oneCore_isSharedEvenly() {
    // a alone until 1, a and b at 1/2 until 2, all at 1/3 until c is done at 5; then a has 1/2 left
    // and takes until 6, and b, which then has 1 left, until 7.
    cores(1);
    start("a", 0, 3);
    start("b", 1, 3);
    start("c", 2, 1);
    simulation.runUntil(100 * US);
    assertThat(order).containsExactly("c", "a", "b");
    assertDone("c", 5);
    assertDone("a", 6);
    assertDone("b", 7);
    assertThat(meter.busy().mean()).isCloseTo(0.07, within(1e-6));
    assertThat(waits.get(0)).isCloseTo(2 * US, ROUNDING);
    assertThat(waits.get(1)).isCloseTo(3 * US, ROUNDING);
    assertThat(waits.get(2)).isCloseTo(3 * US, ROUNDING);
    cpu.audit();
  }

  @Test
  void asManyCoresAsCustomers_doNotDisturbEachOther() {
    cores(2);
    start("a", 0, 5);
    start("b", 1, 2);
    simulation.runUntil(100 * US);
    assertDone("b", 3);
    assertDone("a", 5);
    assertThat(waits).containsExactly(0L, 0L);
    cpu.audit();
  }

  @Test
  void moreCustomersThanCores_areAllSlower() {
    // Three on two cores: 2/3 each. c is done after 3/2 × 2 = 3; then a and b have a core each.
    cores(2);
    start("a", 0, 4);
    start("b", 0, 4);
    start("c", 0, 2);
    simulation.runUntil(1 * US);
    assertThat(cpu.running()).isEqualTo(3);
    assertThat(meter.busy().value()).isEqualTo(2);
    assertThat(meter.waiting().value()).isEqualTo(1);
    simulation.runUntil(100 * US);
    assertThat(order).containsExactly("c", "a", "b");
    assertDone("c", 3);
    assertDone("a", 5);
    assertDone("b", 5);
    cpu.audit();
  }

  @Test
  void halfACore_takesTwiceAsLong() {
    cores(0.5);
    start("a", 0, 10);
    simulation.runUntil(100 * US);
    assertDone("a", 20);
    assertThat(waits.get(0)).isCloseTo(10 * US, ROUNDING);
    cpu.audit();
  }

  @Test
  void oneAndAHalfCores_serveOneAtFullSpeedAndTwoAtThreeQuarters() {
    // a alone until 1; both at 3/4 until a, which had 3 left, is done at 5; b then has 1 left.
    cores(1.5);
    start("a", 0, 4);
    start("b", 1, 4);
    simulation.runUntil(100 * US);
    assertDone("a", 5);
    assertDone("b", 6);
    cpu.audit();
  }

  @Test
  void stop_returnsWhatIsLeft() {
    cores(1);
    Job a = start("a", 0, 10);
    start("b", 0, 10);
    simulation.runUntil(4 * US);
    assertThat(a.onProcessor()).isTrue();
    assertThat(cpu.stop(a)).isCloseTo(8 * US, ROUNDING);
    assertThat(a.onProcessor()).isFalse();
    simulation.runUntil(100 * US);
    assertThat(order).containsExactly("b");
    assertDone("b", 12);
    assertThat(waits.get(0)).isCloseTo(2 * US, ROUNDING);
    cpu.audit();
  }

  @Test
  void stopAtOnce_leavesAllTheWork() {
    cores(1);
    Job a = start("a", 0, 10);
    simulation.runUntil(0);
    assertThat(cpu.stop(a)).isEqualTo(10 * US);
    assertThat(simulation.pending()).isZero();
    cpu.audit();
  }

  @Test
  void stranger_cannotBeStopped() {
    cores(1);
    assertThatIllegalStateException().isThrownBy(() -> cpu.stop(new Job("stranger")));
  }

  @Test
  void stoppedAndStartedAgain_losesNothing() {
    // The time slices of a scheduler: every 100 ns the customer goes off and comes back.
    cores(1);
    var job = new Job("a");
    cpu.start(job, 10 * US, this::onServed);
    for (int slice = 1; slice < 100; slice++) {
      simulation.runUntil(slice * 100L);
      cpu.start(job, cpu.stop(job), this::onServed);
    }
    simulation.runUntil(100 * US);
    assertDone("a", 10);
    cpu.audit();
  }

  @Test
  void whoeverIsServed_mayStartAgainAtOnce() {
    cores(1);
    var job = new Job("a");
    Event<Job> begin = simulation.event("begin", j -> cpu.start(j, 3 * US, this::onFirst));
    begin.now(job);
    start("b", 0, 10);
    simulation.runUntil(100 * US);
    assertThat(order).containsExactly("first a", "a", "b");
    assertDone("a", 12); // two in turn of 3 at 1/2
    assertDone("b", 16);
    cpu.audit();
  }

  private void onFirst(Job job) {
    order.add("first " + job);
    cpu.start(job, 3 * US, this::onServed);
  }

  @Test
  void noWork_takesNoTime() {
    cores(1);
    start("b", 0, 10);
    start("a", 1, 0);
    simulation.runUntil(100 * US);
    assertDone("a", 1);
    assertDone("b", 10);
    cpu.audit();
  }

  @Test
  void doneAtTheSameTime_firstComeFirstDone() {
    cores(4);
    start("a", 0, 8);
    start("b", 1, 7);
    start("c", 2, 6);
    simulation.runUntil(100 * US);
    assertThat(order).containsExactly("a", "b", "c");
    assertDone("c", 8);
  }

  @Test
  void coresWithoutEnd_neverMakeAnybodyWait() {
    cores(Double.POSITIVE_INFINITY);
    for (int i = 0; i < 1000; i++) {
      start("job " + i, 0, 10);
    }
    simulation.runUntil(100 * US);
    assertThat(done.values()).containsOnly(10 * US);
    assertThat(waits).containsOnly(0L);
    cpu.audit();
  }

  @Test
  void coresWithoutEnd_areNoCapacity() {
    cores(Double.POSITIVE_INFINITY);
    cores(Double.POSITIVE_INFINITY);
    assertThat(meter.capacity()).isZero();
  }

  @Test
  void replicas_shareAMeterAndAuditThemselves() {
    cores(1);
    var other = new ProcessorSharing(simulation, meter, 1);
    start("a", 0, 5);
    other.start(new Job("b"), 3 * US, this::onServed);
    simulation.runUntil(100 * US);
    assertDone("a", 5);
    assertDone("b", 3);
    assertThat(meter.capacity()).isEqualTo(2);
    assertThat(meter.utilisation()).isCloseTo(0.04, within(1e-6));
    cpu.audit();
    other.audit();
  }

  @Test
  void thousandsOfShortAndLongServices_auditWell() {
    cores(3);
    var stream = simulation.stream("test", "work");
    for (int i = 0; i < 20_000; i++) {
      start("job " + i, stream.nextInt(100_000), 30 * stream.nextDouble());
    }
    simulation.runUntil(1_000_000 * US);
    assertThat(order).hasSize(20_000);
    assertThat(cpu.running()).isZero();
    cpu.audit();
  }

  @Test
  void hyperthreads_areSlowerWhileTheirSiblingIsBusy() {
    // Two vCPUs of one core: a alone until 1, then both at 0.6 until b is done at 2, then a alone.
    cpu = new ProcessorSharing(simulation, meter, 2, 0.6);
    start("a", 0, 3);
    start("b", 1, 0.6);
    simulation.runUntil(100 * US);
    assertDone("b", 2);
    assertDone("a", 3.4);
    assertThat(meter.busy().mean()).isCloseTo(0.044, within(1e-6));
    cpu.audit();
  }

  @Test
  void hyperthreads_shareTheCoresThatHaveAnIdleSibling() {
    // Four vCPUs of two cores, three threads: one core to itself, two on the other: 2.2 in all.
    cpu = new ProcessorSharing(simulation, meter, 4, 0.6);
    for (String name : List.of("a", "b", "c")) {
      start(name, 0, 2.2);
    }
    simulation.runUntil(100 * US);
    for (String name : List.of("a", "b", "c")) {
      assertDone(name, 3);
    }
    cpu.audit();
  }

  @Test
  void pace_slowsDownAndStops() {
    cores(2);
    start("a", 0, 4);
    simulation.event("half", nobody -> cpu.pace(0.5)).at(1 * US, null);
    simulation.event("stop", nobody -> cpu.pace(0)).at(3 * US, null);
    start("b", 4, 1);
    simulation.event("go", nobody -> cpu.pace(1)).at(10 * US, null);
    simulation.runUntil(100 * US);
    assertDone("b", 11);
    assertDone("a", 12);
    assertThat(cpu.used()).isCloseTo(5 * US, within(3.0));
    cpu.audit();
  }
}
