package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

final class LockTest {

  private final Simulation simulation = new Simulation(1);
  private final List<Long> waits = new ArrayList<>();
  private final Meter meter = new Meter(simulation, "lock", waits::add);
  private final List<String> log = new ArrayList<>();
  private final Event<Job> granted = simulation.event("granted", this::onGranted);
  private final Lock<String, Job> lock = new Lock<>(meter, granted);

  private void onGranted(Job job) {
    lock.take(job.name);
    log.add(simulation.now() + " " + job);
  }

  @Test
  void freeLock_isTakenAtOnce() {
    assertThat(lock.owner()).isNull();
    assertThat(lock.acquire("a", new Job("a"))).isTrue();
    assertThat(lock.owner()).isEqualTo("a");
    assertThat(waits).containsExactly(0L);
  }

  @Test
  void heldLock_isPassedOnInOrder() {
    lock.acquire("a", new Job("a"));
    assertThat(lock.acquire("b", new Job("b"))).isFalse();
    assertThat(lock.acquire("c", new Job("c"))).isFalse();
    assertThat(lock.waiting()).isEqualTo(2);
    simulation.runUntil(10);
    lock.release();
    simulation.runUntil(30);
    lock.release();
    simulation.runUntil(35);
    lock.release();
    assertThat(log).containsExactly("10 b", "30 c");
    assertThat(waits).containsExactly(0L, 10L, 30L);
    assertThat(lock.owner()).isNull();
    assertThat(meter.busy().value()).isZero();
    meter.audit();
  }

  @Test
  void lockBeingHandedOver_isNotFree() {
    lock.acquire("a", new Job("a"));
    lock.acquire("b", new Job("b"));
    lock.release();
    assertThat(lock.acquire("c", new Job("c"))).isFalse();
    simulation.runUntil(0);
    assertThat(lock.owner()).isEqualTo("b");
  }
}
