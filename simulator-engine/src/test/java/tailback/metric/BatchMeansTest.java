package tailback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.kernel.Stream;

final class BatchMeansTest {

  private static final long SECOND = 1_000_000_000;

  private static BatchMeans exponential(long seed, int count) {
    var stream = new Stream(seed, "test", "latency");
    var batches = new BatchMeans(0, 100 * SECOND);
    for (int i = 0; i < count; i++) {
      long latency = Math.round(-1e6 * StrictMath.log(stream.nextOpenDouble()));
      batches.record(i * (100 * SECOND / count), latency);
    }
    return batches;
  }

  @Test
  void intervalOfTheMean_isThatOfTheBatchesAroundTheWhole() {
    // Ten batches of ten durations: 100 ns in the even ones, 300 ns in the odd ones.
    var batches = new BatchMeans(0, 10);
    for (int time = 0; time < 10; time++) {
      for (int i = 0; i < 10; i++) {
        batches.record(time, time % 2 == 0 ? 100 : 300);
      }
    }
    // s² = 10 × 100² / 9, t(0.95, 9) = 2.262: half = 2.262 × √(s² / 10) = 75.4
    assertThat(batches.mean().middle()).isCloseTo(200, within(1e-9));
    assertThat(batches.mean().half()).isCloseTo(75.4, within(0.01));
  }

  @Test
  void askingInTheMiddle_changesNothing() {
    var asked = new BatchMeans(0, 100);
    var left = new BatchMeans(0, 100);
    for (int time = 0; time < 1000; time++) {
      asked.record(time / 10, time % 7);
      left.record(time / 10, time % 7);
      if (time % 90 == 0) {
        asked.mean();
        asked.p95();
      }
    }
    assertThat(asked.mean()).isEqualTo(left.mean());
    assertThat(asked.p50()).isEqualTo(left.p50());
  }

  @Test
  void total_holdsEverything() {
    var batches = exponential(1, 12_345);
    assertThat(batches.total().count()).isEqualTo(12_345);
  }

  @Test
  void figuresOfTheRun_lieInTheirIntervals() {
    var batches = exponential(1, 12_345);
    assertThat(batches.mean().covers(batches.total().mean())).isTrue();
    assertThat(batches.p50().covers(batches.total().percentile(50))).isTrue();
    assertThat(batches.p95().covers(batches.total().percentile(95))).isTrue();
    assertThat(batches.p99().covers(batches.total().percentile(99))).isTrue();
  }

  @Test
  void durationsOutsideTheTime_belongToTheFirstAndLastBatch() {
    var batches = new BatchMeans(100, 200);
    batches.record(50, 1);
    batches.record(250, 1);
    assertThat(batches.total().count()).isEqualTo(2);
  }

  @Test
  void intervals_mayBeAskedForBeforeTheEnd() {
    var batches = new BatchMeans(0, 10);
    for (int time = 0; time < 10; time++) {
      for (int i = 0; i < 100; i++) {
        batches.record(time, 1 + i);
      }
      assertThat(batches.mean() == null).isEqualTo(time < 4);
    }
    assertThat(batches.mean().covers(50.5)).isTrue();
    assertThat(batches.p95().covers(95)).isTrue();
  }

  @Test
  void fewDurations_haveNoInterval() {
    var none = new BatchMeans(0, SECOND);
    assertThat(none.mean()).isNull();
    assertThat(none.p99()).isNull();
    assertThat(exponential(1, 90).mean()).isNull();
    var some = exponential(1, 200);
    assertThat(some.mean()).isNotNull();
    assertThat(some.p50()).isNotNull();
    assertThat(some.p95()).isNull();
    var more = exponential(1, 1000);
    assertThat(more.p95()).isNotNull();
    assertThat(more.p99()).isNull();
    assertThat(exponential(1, 5000).p99()).isNotNull();
  }

  @Test
  void quietHalf_leavesFiveBatches() {
    var batches = new BatchMeans(0, 20 * SECOND);
    for (int i = 0; i < 1000; i++) {
      batches.record(i * SECOND / 100, 1000 + i);
    }
    assertThat(batches.mean()).isNotNull();
    assertThat(batches.mean().covers(1499.5)).isTrue();
  }

  @Test
  void emptyTime_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchMeans(5, 5));
  }

  @Test
  void nineteenOfTwenty_holdTheTruth() {
    int runs = 400;
    int mean = 0;
    int p50 = 0;
    int p95 = 0;
    int p99 = 0;
    for (int seed = 0; seed < runs; seed++) {
      var batches = exponential(seed, 5000);
      mean += batches.mean().covers(1e6) ? 1 : 0;
      p50 += batches.p50().covers(1e6 * Math.log(2)) ? 1 : 0;
      p95 += batches.p95().covers(1e6 * Math.log(20)) ? 1 : 0;
      p99 += batches.p99().covers(1e6 * Math.log(100)) ? 1 : 0;
    }
    var noise = within(2.576 * Math.sqrt(0.95 * 0.05 / runs));
    assertThat(mean / (double) runs).isCloseTo(0.95, noise);
    assertThat(p50 / (double) runs).isCloseTo(0.95, noise);
    assertThat(p95 / (double) runs).isCloseTo(0.95, noise);
    assertThat(p99 / (double) runs).isCloseTo(0.95, noise);
  }
}
