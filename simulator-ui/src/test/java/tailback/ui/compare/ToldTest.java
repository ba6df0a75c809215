package tailback.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.experiment.result.Compared.Difference;
import tailback.experiment.result.Compared.Unit;
import tailback.metric.Interval;
import tailback.metric.PairedDifference;

/** What replications tell, in words: no more than they know. */
final class ToldTest {

  private static Told told(double lower, double upper, int pairs) {
    double middle = (lower + upper) / 2;
    Interval interval = pairs < 2 ? null : new Interval(lower, upper);
    PairedDifference paired = new PairedDifference(middle, interval, Double.NaN);
    return new Told(Figure.P95, new Difference(Unit.MILLIS, 820, 820 + middle, paired), pairs);
  }

  @Test
  void beforeTheFirstPair_nothingIsKnown() {
    Told told = Told.of(Figure.P95, null);
    assertThat(told.text()).isEqualTo("…");
    assertThat(told.verdict()).isEmpty();
    assertThat(told.sentence()).contains("under way");
  }

  @Test
  void onePair_hasNoInterval() {
    assertThat(told(-410, -410, 1).text()).isEqualTo("−410 ms");
    assertThat(told(-410, -410, 1).verdict()).isEmpty();
    assertThat(told(-410, -410, 1).sentence()).contains("A 820 ms, B 410 ms", "takes two pairs");
  }

  @Test
  void fewPairs_haveAnInterval_andNoVerdict() {
    assertThat(told(-445, -375, 4).text()).isEqualTo("−410 ms ± 35");
    assertThat(told(-445, -375, 4).verdict()).isEmpty();
    assertThat(told(-445, -375, 4).isTold()).isFalse();
    assertThat(told(-445, -375, 4).sentence()).contains("fewer than 5", "nothing is concluded");
  }

  @Test
  void intervalWithoutZero_isToldFromChance() {
    assertThat(told(-445, -375, 7).verdict()).isEqualTo("better");
    assertThat(told(375, 445, 7).verdict()).isEqualTo("worse");
    assertThat(told(-445, -375, 7).isTold()).isTrue();
    assertThat(told(-445, -375, 7).sentence())
        .contains(
            "after 7 replications", "−445 ms to −375 ms", "is told from chance, and B is better");
  }

  @Test
  void intervalWithZero_mayBeChance() {
    assertThat(told(-20, 60, 7).verdict()).isEqualTo("may be chance");
    assertThat(told(-20, 60, 7).isTold()).isFalse();
    assertThat(told(-20, 60, 7).sentence()).contains("is not told from chance");
  }

  @Test
  void noPairDiffers_isTheSame() {
    assertThat(told(0, 0, 7).text()).isEqualTo("0 ms");
    assertThat(told(0, 0, 7).verdict()).isEqualTo("the same");
    assertThat(told(0, 0, 7).isTold()).isFalse();
    assertThat(told(0, 0, 7).sentence()).contains("Not one pair differs");
  }
}
