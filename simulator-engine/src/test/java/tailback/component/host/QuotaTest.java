package tailback.component.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.kernel.Simulation;
import tailback.queueing.Customer;
import tailback.queueing.Meter;
import tailback.queueing.ProcessorSharing;

/** Hand-worked examples with periods of 100 ms that begin at 0. */
final class QuotaTest {

  private static final long MS = 1_000_000;
  private static final long PERIOD = 100 * MS;

  private final Simulation simulation = new Simulation(1);
  private final Meter meter = new Meter(simulation, "app.cpu", wait -> {});
  private final Throttling throttling = new Throttling("app.throttled");
  private final long[] done = new long[8];
  private ProcessorSharing cpu;

  private static final class Thread extends Customer {}

  private void quota(int cores, double quota) {
    cpu = new ProcessorSharing(simulation, meter, cores);
    new Quota(simulation, cpu, quota, PERIOD, 0, throttling);
  }

  private void thread(int number, long at, long work) {
    simulation
        .event(
            "thread", nobody -> cpu.start(new Thread(), work, t -> done[number] = simulation.now()))
        .at(at, null);
  }

  @Test
  void fiveThreadsOnOneCoresQuota_runFor20msAndFreezeFor80() {
    quota(8, 1);
    for (int i = 0; i < 5; i++) {
      thread(i, 0, 30 * MS);
    }
    simulation.runUntil(50 * MS);
    assertThat(cpu.used()).isEqualTo(100.0 * MS);
    simulation.runUntil(99 * MS);
    assertThat(cpu.used()).isEqualTo(100.0 * MS);
    simulation.runUntil(PERIOD * 3);
    for (int i = 0; i < 5; i++) {
      assertThat(done[i]).isCloseTo(110 * MS, within(2L));
    }
    cpu.audit();
  }

  @Test
  void halfACore_runsForHalfOfEachPeriod() {
    quota(1, 0.5);
    thread(0, 0, 120 * MS);
    simulation.runUntil(1000 * MS);
    assertThat(done[0]).isCloseTo(220 * MS, within(2L));
  }

  @Test
  void whoComesWhileItIsFrozen_waitsForTheNextPeriod() {
    quota(4, 1);
    for (int i = 0; i < 4; i++) {
      thread(i, 0, 25 * MS + 1);
    }
    thread(4, 40 * MS, 5 * MS);
    simulation.runUntil(1000 * MS);
    assertThat(done[4]).isCloseTo(105 * MS, within(10L));
  }

  @Test
  void quotaNotUsedUp_slowsNobodyDown() {
    quota(4, 1);
    for (int i = 0; i < 10; i++) {
      thread(0, i * PERIOD, 90 * MS);
      simulation.runUntil((i + 1) * PERIOD - 1);
      assertThat(done[0]).isEqualTo(i * PERIOD + 90 * MS);
    }
  }

  @Test
  void quotaThatIsNotUsed_isLostWithItsPeriod() {
    quota(2, 1);
    thread(0, 350 * MS, 200 * MS);
    thread(1, 350 * MS, 200 * MS);
    simulation.runUntil(2000 * MS);
    // 50 ms each until 400, the quota of that period; then 50 a period, from 400, 500 and 600 on.
    assertThat(done[0]).isCloseTo(650 * MS, within(5L));
  }
}
