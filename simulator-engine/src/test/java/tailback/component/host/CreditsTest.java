package tailback.component.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tailback.component.host.Instance.CpuCredits;
import tailback.kernel.Simulation;
import tailback.queueing.Customer;
import tailback.queueing.Meter;
import tailback.queueing.ProcessorSharing;
import tailback.scenario.InstanceTable;

/** A t3.medium: two vCPUs, a baseline of 20 % each, 24 credits an hour, 576 at most. */
final class CreditsTest {

  private static final long MINUTE = 60_000_000_000L;
  private static final long HOUR = 60 * MINUTE;

  private final Simulation simulation = new Simulation(1);
  private final Meter meter = new Meter(simulation, "app.cpu", wait -> {});
  private final ProcessorSharing cpu = new ProcessorSharing(simulation, meter, 2);
  private final Throttling throttling = new Throttling("app.throttled");
  private final long[] done = {-1, -1};
  private Credits credits;

  private static final class Thread extends Customer {}

  private Credits of(CpuCredits mode, double start) {
    Instance medium = InstanceTable.all().get("t3.medium");
    return new Credits(simulation, cpu, medium.vcpus(), medium.burst(), mode, start, throttling);
  }

  /** A thread computes for so long, from a time on. */
  private void thread(int number, long at, long work) {
    simulation
        .event(
            "thread", nobody -> cpu.start(new Thread(), work, t -> done[number] = simulation.now()))
        .at(at, null);
  }

  @BeforeEach
  void standard() {
    credits = of(CpuCredits.STANDARD, 576);
  }

  /** E29: 576 credits, 2 spent and 0.4 earned a minute. */
  @Test
  void bothVcpusAtWork_areSlowedToTheBaselineAfter360Minutes() {
    thread(0, 0, 360 * MINUTE + 12 * MINUTE);
    thread(1, 0, 360 * MINUTE + 12 * MINUTE);
    simulation.runUntil(360 * MINUTE - 1);
    assertThat(credits.left()).isGreaterThan(0);
    simulation.runUntil(360 * MINUTE + 1);
    assertThat(credits.left()).isCloseTo(0, within(1e-6));
    simulation.runUntil(1000 * MINUTE);
    assertThat(done[0]).isCloseTo(360 * MINUTE + 12 * MINUTE * 5, within(1000L));
    assertThat(done[1]).isEqualTo(done[0]);
    cpu.audit();
  }

  @Test
  void workAtTheBaseline_spendsWhatItEarns() {
    for (int minute = 0; minute < 600; minute += 10) {
      thread(0, minute * MINUTE, 4 * MINUTE);
    }
    simulation.runUntil(600 * MINUTE);
    assertThat(credits.left()).isCloseTo(576, within(1e-6));
  }

  @Test
  void morethanADaysEarnings_isNotSavedUp() {
    simulation.runUntil(100 * HOUR);
    assertThat(credits.left()).isEqualTo(576);
  }

  @Test
  void idleTime_bringsFullSpeedBack() {
    credits = of(CpuCredits.STANDARD, 0);
    thread(0, 0, MINUTE);
    // Throttled at once, both vCPUs together earn 0.4 and the thread spends 0.2: a vCPU-second is
    // there after 5 s. From then on it gets what is earned, 0.4 of a vCPU on average.
    simulation.runUntil(10 * MINUTE);
    assertThat(done[0]).isBetween(140_000_000_000L, 155_000_000_000L);
  }

  @Test
  void unlimited_goesOn_andBillsTheSurplus() {
    credits = of(CpuCredits.UNLIMITED, 0);
    thread(0, 0, 10 * HOUR);
    thread(1, 0, 10 * HOUR);
    simulation.runUntil(10 * HOUR);
    assertThat(done[0]).isEqualTo(10 * HOUR);
    // 16 hours of a vCPU beyond the baseline: 9.6 of them are still owed, 6.4 were billed.
    assertThat(credits.left()).isCloseTo(-576, within(1e-6));
    assertThat(credits.surplusHours()).isCloseTo(16, within(1e-6));
  }

  @Test
  void unlimited_paysTheSurplusBackFromIdleTime() {
    credits = of(CpuCredits.UNLIMITED, 0);
    thread(0, 0, 30 * MINUTE);
    simulation.runUntil(30 * MINUTE);
    assertThat(credits.left()).isCloseTo(-18, within(1e-6));
    simulation.runUntil(75 * MINUTE);
    assertThat(credits.left()).isCloseTo(0, within(1e-6));
    assertThat(credits.surplusHours()).isCloseTo(0, within(1e-6));
  }
}
