package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.kernel.Simulation;

final class LevelTest {

  private final Simulation simulation = new Simulation(1);
  private final Level level = new Level(simulation);

  @Test
  void mean_isWeightedByTime() { // 0 for 10, 3 for 10, 1 for 20: 50 / 40
    simulation.runUntil(10);
    assertThat(level.add(3)).isEqualTo(3);
    simulation.runUntil(20);
    assertThat(level.add(-2)).isEqualTo(1);
    simulation.runUntil(40);
    assertThat(level.integral()).isEqualTo(50);
    assertThat(level.mean()).isEqualTo(1.25);
    assertThat(level.peak()).isEqualTo(3);
    assertThat(level.value()).isEqualTo(1);
  }

  @Test
  void momentaryPeak_countsThoughItTakesNoTime() {
    level.add(5);
    level.add(-5);
    simulation.runUntil(10);
    assertThat(level.peak()).isEqualTo(5);
    assertThat(level.mean()).isZero();
  }

  @Test
  void reset_keepsTheValueAndForgetsTheRest() {
    level.add(4);
    level.add(-2);
    simulation.runUntil(10);
    level.reset();
    assertThat(level.mean()).isZero();
    assertThat(level.peak()).isEqualTo(2);
    simulation.runUntil(20);
    assertThat(level.mean()).isEqualTo(2);
    assertThat(level.integral()).isEqualTo(40);
  }

  @Test
  void millionsWaitingForAnHour_doNotOverflow() {
    Simulation simulation = new Simulation(1);
    Level level = new Level(simulation);
    level.add(9_000_000);
    simulation.runUntil(3_600_000_000_000L);
    assertThat(level.mean()).isEqualTo(9e6);
    assertThat(level.integral()).isEqualTo(9e6 * 3.6e12);
  }
}
