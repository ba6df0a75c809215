package tailback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tailback.kernel.Stream;

final class PartsTest {

  private static Histogram part(long... durations) {
    var part = new Histogram();
    Arrays.stream(durations).forEach(part::record);
    return part;
  }

  /** Every whole number from one to another. */
  private static Histogram range(int from, int to) {
    var part = new Histogram();
    for (int i = from; i <= to; i++) {
      part.record(i);
    }
    return part;
  }

  private static Parts parts(Histogram... all) {
    var parts = new Parts();
    Arrays.stream(all).forEach(parts::add);
    return parts;
  }

  @Test
  void mean_weighsEachPartByItsDurations() {
    // mean 13; too much: 6 × −3, 2 × 7, 2 × 2; t(0.95, 2) = 4.303
    // half = 4.303 × √(3/2 × (18² + 14² + 4²)) / 10 = 12.20
    var parts = parts(part(10, 10, 10, 10, 10, 10), part(20, 20), part(13, 17));
    assertThat(parts.mean().middle()).isCloseTo(13, within(1e-9));
    assertThat(parts.mean().half()).isCloseTo(12.2, within(0.01));
  }

  @Test
  void meanOfPartsOfOneSize_isStudents() {
    double[] samples = {103, 99, 121, 80};
    var parts = parts(part(103), part(99), part(121), part(80));
    Interval students = Interval.of(samples, 0.95);
    assertThat(parts.mean().lower()).isCloseTo(students.lower(), within(1e-9));
    assertThat(parts.mean().upper()).isCloseTo(students.upper(), within(1e-9));
  }

  @Test
  void percentile_isTheShareBeyondIt_turnedBackIntoDurations() {
    // Up to k there are 2k − 1 of 200, so the median is 51. Beyond it are 49 and 50, half a one
    // less and more than the average: half = 12.706 × √(2 × (0.5² + 0.5²)) / 200 = 6.35 %. The ends
    // are at 43.65 % and 56.35 %: 45 (89 of 200) and 57 (113).
    var parts = parts(range(1, 100), range(2, 101));
    assertThat(parts.percentile(50)).isEqualTo(new Interval(45, 57));
  }

  @Test
  void percentileBeyondWhichTooLittleIsKnown_hasNoInterval() {
    var calm = range(1, 5000);
    var wild = range(2001, 7000);
    assertThat(parts(calm, calm).percentile(99)).isNotNull();
    assertThat(parts(calm, calm).percentile(99.6)).isNull();
    assertThat(parts(calm, wild).percentile(99)).isNull();
  }

  @Test
  void onePart_tellsNothing() {
    assertThat(parts(range(1, 1000)).mean()).isNull();
    assertThat(parts(range(1, 1000)).percentile(50)).isNull();
  }

  @Test
  void emptyParts_tellNothing() {
    assertThat(parts(part(), part()).mean()).isNull();
    assertThat(parts(part(), part()).percentile(50)).isNull();
  }

  @Test
  void whole_isEverything() {
    var reused = range(1, 10);
    var parts = parts(reused);
    reused.reset();
    reused.record(100);
    parts.add(reused);
    assertThat(parts.count()).isEqualTo(2);
    assertThat(parts.whole().count()).isEqualTo(11);
    assertThat(parts.whole().max()).isEqualTo(100);
  }

  /**
   * Where the percentiles of parts are biased: 60 parts of 100 durations, one of them beyond p99.
   */
  @Test
  void nineteenOfTwenty_holdTheTruth_alsoWithSmallParts() {
    int trials = 1000;
    int mean = 0;
    int p95 = 0;
    int p99 = 0;
    for (int seed = 0; seed < trials; seed++) {
      var stream = new Stream(seed, "test", "latency");
      var parts = new Parts();
      for (int i = 0; i < 60; i++) {
        var part = new Histogram();
        for (int k = 0; k < 100; k++) {
          part.record(Math.round(-1e6 * StrictMath.log(stream.nextOpenDouble())));
        }
        parts.add(part);
      }
      mean += parts.mean().covers(1e6) ? 1 : 0;
      p95 += parts.percentile(95).covers(1e6 * Math.log(20)) ? 1 : 0;
      p99 += parts.percentile(99).covers(1e6 * Math.log(100)) ? 1 : 0;
    }
    var noise = within(2.576 * Math.sqrt(0.95 * 0.05 / trials));
    assertThat(mean / (double) trials).isCloseTo(0.95, noise);
    assertThat(p95 / (double) trials).isCloseTo(0.95, noise);
    assertThat(p99 / (double) trials).isCloseTo(0.95, noise);
  }
}
