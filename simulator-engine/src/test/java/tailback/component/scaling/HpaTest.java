package tailback.component.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tailback.component.scaling.Autoscale.Type;

/** The Horizontal Pod Autoscaler looks every 15 s; its target is 50 % CPU. */
final class HpaTest {

  private static final long TICK = 15_000_000_000L;
  private static final double TARGET = 0.5;

  private final Hpa hpa =
      new Hpa(
          new Autoscale(
              Type.HPA, 1, 20, TARGET, null, null, null, null, null, null, null, null, null));
  private long now;
  private int pods;

  private int look(double cpu) {
    now += TICK;
    pods = hpa.desired(now, pods, pods, 0, cpu / TARGET);
    return pods;
  }

  /** E30. */
  @Test
  void fourPodsAt75Percent_areSixAtTheNextTick_andADropTo10PercentChangesNothingFor300s() {
    pods = 4;
    assertThat(look(0.75)).isEqualTo(6);
    for (long waited = TICK; waited <= 300_000_000_000L; waited += TICK) {
      assertThat(look(0.10)).as(waited / 1_000_000_000L + " s").isEqualTo(6);
    }
    assertThat(look(0.10)).isEqualTo(2);
  }

  @Test
  void withinTheTolerance_nothingChanges() {
    pods = 10;
    assertThat(look(0.55)).isEqualTo(10);
    assertThat(look(0.56)).isEqualTo(12);
  }

  @Test
  void aStep_doublesAtMost_orAddsFour() {
    pods = 1;
    assertThat(look(9)).isEqualTo(5);
    assertThat(look(9)).isEqualTo(10);
    assertThat(look(9)).isEqualTo(20);
  }

  @Test
  void podsThatAreNotReady_countAsIdle() {
    // Four at 75 % would be six; with two that boot the six are at 50 %, and nothing changes.
    assertThat(hpa.desired(TICK, 6, 4, 2, 1.5)).isEqualTo(6);
    // At 100 % all eight are needed, of which two boot.
    assertThat(hpa.desired(2 * TICK, 6, 4, 2, 2.0)).isEqualTo(8);
  }

  @Test
  void fewPods_haveADeadZone() {
    // 26 % of one pod at two is 1.04 pods, rounded up.
    pods = 2;
    for (int i = 0; i < 40; i++) {
      assertThat(look(0.26)).isEqualTo(2);
    }
  }

  @Test
  void otherKeys_areRefused() {
    org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Autoscale(
                    Type.HPA,
                    1,
                    2,
                    TARGET,
                    null,
                    null,
                    Duration.ofSeconds(1),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null))
        .withMessageContaining("cooldown");
  }
}
