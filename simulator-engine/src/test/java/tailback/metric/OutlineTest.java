package tailback.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tailback.kernel.Stream;

final class OutlineTest {

  @Test
  void beyond_isExactUpToACell() {
    var stream = new Stream(1, "test", "latency");
    var histogram = new Histogram();
    long[] durations = new long[20_000];
    for (int i = 0; i < durations.length; i++) {
      durations[i] = (long) StrictMath.exp(20 * stream.nextDouble());
      histogram.record(durations[i]);
    }
    var outline = new Outline(histogram);
    assertThat(outline.count()).isEqualTo(20_000);
    assertThat(outline.mean()).isEqualTo(histogram.mean());
    for (double power = 0; power < 21; power += 0.01) {
      long nanos = (long) StrictMath.exp(power);
      assertThat(outline.beyond(nanos))
          .isBetween(
              longer(durations, nanos + nanos / 500), longer(durations, nanos - nanos / 500));
    }
  }

  private static long longer(long[] durations, long nanos) {
    return Arrays.stream(durations).filter(each -> each > nanos).count();
  }

  @Test
  void ofNothing_hasNothingBeyond() {
    assertThat(new Outline(new Histogram()).beyond(5)).isZero();
  }

  @Test
  void zeros_areDurations() {
    var histogram = new Histogram();
    histogram.record(0);
    histogram.record(0);
    histogram.record(7);
    assertThat(new Outline(histogram).beyond(0)).isEqualTo(1);
    assertThat(new Outline(histogram).beyond(7)).isZero();
  }
}
