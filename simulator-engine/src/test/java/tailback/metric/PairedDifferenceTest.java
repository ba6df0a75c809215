package tailback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class PairedDifferenceTest {

  @Test
  void interval_isStudents() {
    double[] before = {10, 20, 30, 40};
    double[] after = {9, 18, 29, 38};
    PairedDifference difference = PairedDifference.of(25, 23.5, before, after);
    assertThat(difference.estimate()).isEqualTo(-1.5);
    double half = 3.182446305 * Math.sqrt(1.0 / 3) / 2; // t of 3 degrees, s² = 1/3, n = 4
    assertThat(difference.interval().lower()).isEqualTo(-1.5 - half, within(1e-6));
    assertThat(difference.interval().upper()).isEqualTo(-1.5 + half, within(1e-6));
    assertThat(difference.isShown()).isTrue();
  }

  @Test
  void narrowing_isTheWidthOfIndependentRunsOverThatOfThePairs() {
    double[] before = {10, 20, 30, 40};
    double[] after = {9, 18, 29, 38};
    double spread = 500.0 / 3 + (14.5 * 14.5 + 5.5 * 5.5 + 5.5 * 5.5 + 14.5 * 14.5) / 3;
    double independent = 2.446911851 * Math.sqrt(spread / 4); // t of 6 degrees
    PairedDifference difference = PairedDifference.of(25, 23.5, before, after);
    assertThat(difference.narrowing())
        .isEqualTo(independent / difference.interval().half(), within(0.01));
  }

  @Test
  void equalSides_differByExactlyNothing() {
    double[] same = {1.1, 2.7, 3.3};
    PairedDifference difference = PairedDifference.of(2.4, 2.4, same, same);
    assertThat(difference.interval()).isEqualTo(new Interval(0, 0));
    assertThat(difference.isExactlyZero()).isTrue();
    assertThat(difference.isShown()).isFalse();
    assertThat(difference.narrowing()).isNaN();
  }

  @Test
  void pairWithoutAFigure_isLeftOut() {
    double[] before = {1, Double.NaN, 3, 5};
    double[] after = {2, 9, 4, Double.NaN};
    PairedDifference difference = PairedDifference.of(2, 3, before, after);
    assertThat(difference.interval()).isEqualTo(new Interval(1, 1));
    assertThat(difference.isExactlyZero()).isFalse();
  }

  @Test
  void tooLittle_isNoInterval() {
    assertThat(PairedDifference.of(1, 2, new double[] {1}, new double[] {2}).interval()).isNull();
    double[] none = {Double.NaN, Double.NaN};
    PairedDifference unknown = PairedDifference.of(Double.NaN, 2, none, new double[] {2, 2});
    assertThat(unknown.estimate()).isNaN();
    assertThat(unknown.interval()).isNull();
    assertThat(unknown.isShown()).isFalse();
  }
}
