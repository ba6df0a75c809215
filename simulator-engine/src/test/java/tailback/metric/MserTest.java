package tailback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import tailback.kernel.Stream;

final class MserTest {

  /** Each value five times, so that these are the batches. */
  private static double[] batches(double... values) {
    return Arrays.stream(values).flatMap(MserTest::fiveTimes).toArray();
  }

  private static DoubleStream fiveTimes(double value) {
    return DoubleStream.generate(() -> value).limit(5);
  }

  @Test
  void leftOut_isWhereTheErrorOfTheMeanIsLeast() {
    // Σ(z − z̄)² / count², by how many are left out of 0 2 4 5 4 4 5 3:
    // none 19.875 / 8², one 6.857 / 7², two 2.833 / 6² = 0.079, three 2.8 / 5², four 2 / 4²
    Mser mser = Mser.of(batches(0, 2, 4, 5, 4, 4, 5, 3));
    assertThat(mser.leftOut()).isEqualTo(10);
  }

  @Test
  void constantSeries_losesNothing() {
    assertThat(Mser.of(batches(7, 7, 7, 7, 7, 7))).isEqualTo(new Mser(0, true));
    assertThat(Mser.of(new double[50])).isEqualTo(new Mser(0, true));
  }

  @Test
  void startThatDiffers_isLeftOut_withTheBatchItEndsIn() {
    double[] series = new double[1000];
    Arrays.fill(series, 3);
    Arrays.fill(series, 0, 93, 0);
    assertThat(Mser.of(series)).isEqualTo(new Mser(95, true));
  }

  @Test
  void exponentialApproach_isLeftOutUntilTheNoiseHidesIt() {
    Stream noise = new Stream(1, "test", "noise");
    double[] series = new double[4000];
    for (int i = 0; i < series.length; i++) {
      series[i] = 10 - 10 * StrictMath.exp(-i / 50.0) + noise.nextDouble() - 0.5;
    }
    Mser mser = Mser.of(series);
    assertThat(mser.steady()).isTrue();
    assertThat(mser.leftOut()).as("from e⁻² to e⁻⁶ of the way is left").isBetween(100, 300);
  }

  @Test
  void growthWithoutEnd_isNoSteadyState() {
    double[] series = new double[1000];
    for (int i = 0; i < series.length; i++) {
      series[i] = i;
    }
    assertThat(Mser.of(series)).isEqualTo(new Mser(500, false));
  }

  @Test
  void endThatDiffers_isNotSearched() {
    double[] series = new double[1000];
    Stream noise = new Stream(1, "test", "noise");
    for (int i = 0; i < 900; i++) {
      series[i] = noise.nextDouble();
    }
    assertThat(Mser.of(series).leftOut()).isLessThanOrEqualTo(500);
  }

  @Test
  void fewerThanTwoBatches_areTooFew() {
    assertThatIllegalArgumentException().isThrownBy(() -> Mser.of(new double[9]));
    assertThat(Mser.of(new double[10]).leftOut()).isZero();
  }
}
