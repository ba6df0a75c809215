package tailback.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.ui.stage.Area;

/** Every legend has its room, and no chart covers another. */
final class StripsTest {

  @Test
  void enoughHeight_everyLineOfTheLegendFits() {
    Strips strips = Strips.of(1280, 260, 4, 3, 4, 3);

    assertThat(strips.rows()).containsExactly(4, 3, 4, 3);
    assertThat(strips.rowHeight()).isGreaterThan(11.2);
  }

  @Test
  void tooLow_theLongestLegendsGiveWay() {
    Strips strips = Strips.of(1280, 150, 4, 3, 4, 3);

    assertThat(strips.rows()).allMatch(rows -> rows >= 1).doesNotContain(4);
    assertThat(strips.rowHeight()).isGreaterThanOrEqualTo(11.2);
  }

  @Test
  void charts_standOneBelowTheOther_betweenMomentsAndAxis() {
    Strips strips = Strips.of(1280, 200, 4, 3, 1, 0);

    double free = Strips.MOMENTS;
    for (int i = 0; i < 4; i++) {
      Area chart = strips.chart(i);
      assertThat(chart.y()).isEqualTo(free, within(1e-9));
      assertThat(chart.height()).isGreaterThan(20);
      free = chart.bottom();
    }
    assertThat(free).isEqualTo(200 - Strips.AXIS, within(1e-9));
  }
}
