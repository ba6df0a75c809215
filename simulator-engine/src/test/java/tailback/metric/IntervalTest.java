package tailback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.kernel.Stream;

final class IntervalTest {

  /** Student's own example (Biometrika 6, 1908): hours of sleep gained by ten patients. */
  private static final double[] SLEEP = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  @Test
  void interval_isStudents() { // mean 2.33, s 2.002, t 2.262 for nine degrees of freedom
    var interval = Interval.of(SLEEP, 0.95);
    assertThat(interval.lower()).isCloseTo(0.898, within(1e-3));
    assertThat(interval.upper()).isCloseTo(3.762, within(1e-3));
    assertThat(interval.middle()).isCloseTo(2.33, within(1e-12));
    assertThat(interval.half()).isCloseTo(1.432, within(1e-3));
  }

  @Test
  void moreConfidence_isWider() {
    assertThat(Interval.of(SLEEP, 0.99).half()).isGreaterThan(Interval.of(SLEEP, 0.95).half());
  }

  @Test
  void equalSamples_haveNoWidth() {
    assertThat(Interval.of(new double[] {3, 3, 3}, 0.95)).isEqualTo(new Interval(3, 3));
  }

  @Test
  void oneSample_tellsNothing() {
    assertThat(Interval.of(new double[] {3}, 0.95)).isNull();
    assertThat(Interval.of(new double[0], 0.95)).isNull();
  }

  @Test
  void covers_includesTheEnds() {
    var interval = new Interval(1, 2);
    assertThat(interval.covers(1)).isTrue();
    assertThat(interval.covers(2)).isTrue();
    assertThat(interval.covers(0.999)).isFalse();
    assertThat(interval.covers(2.001)).isFalse();
    assertThat(interval.covers(Double.NaN)).isFalse();
  }

  @Test
  void times_isTheSameInAnotherUnit() {
    assertThat(new Interval(1e6, 3e6).times(1e-6)).isEqualTo(new Interval(1, 3));
  }

  @Test
  void nineteenOfTwenty_holdTheMean() {
    var stream = new Stream(7, "test", "coverage");
    int covered = 0;
    for (int trial = 0; trial < 4000; trial++) {
      double[] samples = new double[8];
      for (int i = 0; i < samples.length; i++) {
        for (int k = 0; k < 12; k++) {
          samples[i] += stream.nextDouble(); // the sum of twelve is about normal, mean 6
        }
      }
      covered += Interval.of(samples, 0.95).covers(6) ? 1 : 0;
    }
    assertThat(covered / 4000.0).isCloseTo(0.95, within(2.576 * Math.sqrt(0.95 * 0.05 / 4000)));
  }
}
