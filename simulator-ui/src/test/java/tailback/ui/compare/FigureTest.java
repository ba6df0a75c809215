package tailback.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What two runs are compared by, in words. */
final class FigureTest {

  @Test
  void difference_hasItsSignAndUnit() {
    assertThat(Figure.P95.signed(-410)).isEqualTo("−410 ms");
    assertThat(Figure.P95.signed(1920)).isEqualTo("+1.92 s");
    assertThat(Figure.THROUGHPUT.signed(27.8)).isEqualTo("+27.8/s");
    assertThat(Figure.FAILURES.signed(-0.141)).isEqualTo("−14.1 pt");
    assertThat(Figure.P50.signed(0)).isEqualTo("0 ms");
    assertThat(Figure.P50.signed(Double.NaN)).isEqualTo("–");
  }

  @Test
  void interval_isInTheUnitOfTheDifference() {
    assertThat(Figure.P95.within(-410, 35)).isEqualTo("−410 ms ± 35");
    assertThat(Figure.P95.within(-6.82, 0.619)).isEqualTo("−6.82 ms ± 0.62");
    assertThat(Figure.P95.within(-1920, 130)).isEqualTo("−1.92 s ± 0.13");
    assertThat(Figure.P50.within(-0.655, 0.0994)).isEqualTo("−655 µs ± 99");
    assertThat(Figure.P99.within(0.5, 12)).isEqualTo("+500 µs ± 12,000");
    assertThat(Figure.THROUGHPUT.within(27.8, 0.783)).isEqualTo("+27.8/s ± 0.78");
    assertThat(Figure.FAILURES.within(-0.141, 0.00331)).isEqualTo("−14.1 pt ± 0.33");
  }

  @Test
  void lessIsBetter_butForThroughput() {
    assertThat(Figure.THROUGHPUT.judged(1)).isEqualTo("better");
    assertThat(Figure.THROUGHPUT.judged(-1)).isEqualTo("worse");
    for (Figure figure : new Figure[] {Figure.P50, Figure.P95, Figure.P99, Figure.FAILURES}) {
      assertThat(figure.judged(-1)).isEqualTo("better");
      assertThat(figure.judged(1)).isEqualTo("worse");
    }
    assertThat(Figure.P95.judged(0)).isEmpty();
    assertThat(Figure.P95.judged(Double.NaN)).isEmpty();
  }
}
