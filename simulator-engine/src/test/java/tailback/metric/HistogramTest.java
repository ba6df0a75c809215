package tailback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.kernel.Stream;

final class HistogramTest {

  @Test
  void empty_isAllZero() {
    var histogram = new Histogram();
    assertThat(histogram.count()).isZero();
    assertThat(histogram.mean()).isZero();
    assertThat(histogram.max()).isZero();
    assertThat(histogram.percentile(99)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 50, 90, 95, 99, 99.9, 100})
  void percentile_isThatOfTheSortedDurationsToThreeDigits(double percent) {
    var histogram = new Histogram();
    var stream = new Stream(1, "test", "latency");
    long[] durations = new long[10_000];
    for (int i = 0; i < durations.length; i++) {
      durations[i] = (long) StrictMath.exp(6 + 18 * stream.nextDouble());
      histogram.record(durations[i]);
    }
    Arrays.sort(durations);
    long exact = durations[(int) Math.ceil(100 * percent - 1e-9) - 1];
    assertThat(histogram.percentile(percent)).isBetween(exact, exact + exact / 1000);
  }

  @Test
  void meanMaxAndCount_areExact() {
    var histogram = new Histogram();
    for (long nanos : new long[] {0, 1_000_003, 7, 3_599_999_999_999L}) {
      histogram.record(nanos);
    }
    assertThat(histogram.mean()).isEqualTo((1_000_003 + 7 + 3_599_999_999_999L) / 4.0);
    assertThat(histogram.max()).isEqualTo(3_599_999_999_999L);
    assertThat(histogram.count()).isEqualTo(4);
  }

  @Test
  void mean_survivesASumBeyondALong() {
    var histogram = new Histogram();
    for (int i = 0; i < 10_000; i++) {
      histogram.record(Histogram.LONGEST - 1);
    }
    assertThat(histogram.mean()).isEqualTo(Histogram.LONGEST - 1);
  }

  @Test
  void absurdDuration_countsAsTheLongest() {
    var histogram = new Histogram();
    histogram.record(Long.MAX_VALUE);
    assertThat(histogram.max()).isEqualTo(Long.MAX_VALUE);
    assertThat((double) histogram.percentile(50))
        .isCloseTo(Histogram.LONGEST, within(Histogram.LONGEST / 1000.0));
  }

  @Test
  void negativeDuration_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Histogram().record(-1));
  }

  @Test
  void sumOfTwo_isAllOfBoth() {
    var both = new Histogram();
    var first = new Histogram();
    var second = new Histogram();
    var stream = new Stream(2, "test", "latency");
    for (int i = 0; i < 5000; i++) {
      long nanos = stream.nextInt(1_000_000_000);
      both.record(nanos);
      (i % 3 == 0 ? first : second).record(nanos);
    }
    first.add(second);
    assertThat(first.count()).isEqualTo(both.count());
    assertThat(first.mean()).isEqualTo(both.mean());
    assertThat(first.max()).isEqualTo(both.max());
    assertThat(first.percentile(99)).isEqualTo(both.percentile(99));
  }

  @Test
  void buckets_holdEverything() {
    var histogram = new Histogram();
    for (int i = 0; i <= 10_000; i++) {
      histogram.record(i);
    }
    long[] seen = new long[2];
    histogram.buckets(
        (nanos, count) -> {
          assertThat(count).isEqualTo(Math.min(nanos, 10_000) - histogram.bucketStart(nanos) + 1);
          seen[0] += count;
          seen[1] = nanos;
        });
    assertThat(seen).containsExactly(10_001, 10_007); // buckets of 8 ns up there
  }

  @Test
  void reset_forgetsEverything() {
    var histogram = new Histogram();
    histogram.record(5);
    histogram.reset();
    histogram.record(3);
    assertThat(histogram.count()).isEqualTo(1);
    assertThat(histogram.mean()).isEqualTo(3);
    assertThat(histogram.max()).isEqualTo(3);
  }

  @Test
  void recording_allocatesNothingOnceGrown() {
    var histogram = new Histogram();
    histogram.record(10_000_000_000L);
    record(histogram, 20_000);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    record(histogram, 20_000);
    long after = threads.getThreadAllocatedBytes(thread);
    assertThat((after - before) / 20_000).isZero();
  }

  private static void record(Histogram histogram, int count) {
    for (int i = 0; i < count; i++) {
      histogram.record(i * 400_000L);
    }
  }
}
