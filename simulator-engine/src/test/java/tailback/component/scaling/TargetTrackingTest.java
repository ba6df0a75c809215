package tailback.component.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.scaling.Autoscale.Type;

/** One figure a minute, and two alarms: three above the target, fifteen below nine tenths of it. */
final class TargetTrackingTest {

  private static final long MINUTE = 60_000_000_000L;

  private final TargetTracking tracking =
      new TargetTracking(
          new Autoscale(
              Type.ECS, 1, 20, 0.5, null, null, null, null, null, null, null, null, null));
  private long now;
  private int tasks = 4;

  private int look(double ratio) {
    now += MINUTE;
    tasks = tracking.desired(now, tasks, tasks, 0, ratio);
    return tasks;
  }

  @Test
  void theThirdFigureInARowAboveTheTarget_addsWhatItAsksFor() {
    assertThat(look(2)).isEqualTo(4);
    assertThat(look(2)).isEqualTo(4);
    assertThat(look(0.95)).isEqualTo(4);
    assertThat(look(2)).isEqualTo(4);
    assertThat(look(2)).isEqualTo(4);
    assertThat(look(1.5)).isEqualTo(6);
  }

  @Test
  void inTheCooldown_onlyWhatGoesBeyondTheStepIsAdded() {
    look(1.5);
    look(1.5);
    assertThat(look(1.5)).isEqualTo(6);
    assertThat(look(1.5)).isEqualTo(6);
    assertThat(look(1.5)).isEqualTo(6);
    // The step began with four: at twice the target they are eight, not twelve.
    assertThat(look(2)).isEqualTo(8);
    now += 5 * MINUTE;
    assertThat(look(1.5)).isEqualTo(12);
  }

  @Test
  void theFifteenthFigureInARowBelow_takesAsManyAsLeaveItBelow() {
    for (int i = 1; i < 15; i++) {
      assertThat(look(0.4)).isEqualTo(4);
    }
    assertThat(look(0.4)).isEqualTo(2);
  }

  @Test
  void aFigureNearTheTarget_changesNothing() {
    for (int i = 0; i < 60; i++) {
      assertThat(look(i % 2 == 0 ? 0.95 : 1)).isEqualTo(4);
    }
  }
}
