package tailback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ReplicatesTest {

  private static Replicates of(double... figures) {
    Replicates replicates = new Replicates();
    for (double figure : figures) {
      replicates.add(figure);
    }
    return replicates;
  }

  @Test
  void interval_isStudentsAroundThePooledFigure() {
    // s² around 5: (16 + 4 + 0 + 4) / 3 = 8; t(0.95, 3) = 3.182: half = 3.182 × √(8 / 4) = 4.500
    Interval interval = of(1, 3, 5, 7).around(5);
    assertThat(interval.middle()).isEqualTo(5);
    assertThat(interval.half()).isCloseTo(4.5007, within(1e-3));
  }

  @Test
  void aroundTheMean_isThatOfTheMeans() {
    double[] many = new double[100];
    for (int i = 0; i < many.length; i++) {
      many[i] = i * i % 17;
    }
    Interval means = Interval.of(many, 0.95);
    Interval around = of(many).around(means.middle());
    assertThat(around.lower()).isCloseTo(means.lower(), within(1e-9));
    assertThat(around.upper()).isCloseTo(means.upper(), within(1e-9));
  }

  @Test
  void runWithoutAFigure_isLeftOut() {
    assertThat(of(1, Double.NaN, 3, 5, 7).around(5)).isEqualTo(of(1, 3, 5, 7).around(5));
  }

  @Test
  void tooLittle_isNoInterval() {
    assertThat(of().around(1)).isNull();
    assertThat(of(1).around(1)).isNull();
    assertThat(of(1, 2).around(Double.NaN)).isNull();
  }
}
