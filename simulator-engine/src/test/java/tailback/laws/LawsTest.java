package tailback.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.metric.Interval;

/**
 * Queues that are solved in closed form, put together from the stations and the clock that every
 * scenario is made of: what comes out must agree with the law.
 *
 * <p>Each law is run twenty times. Its exact value must lie in the 99 % interval of the mean of the
 * runs, and the interval must be narrow: within 6 % of the value to either side in the quick test;
 * 2 % from end to end in the sharp one, whose runs are forty times as long. One right law in a
 * hundred falls outside such an interval by chance, so the seeds are fixed: the same for all laws,
 * never chosen law by law.
 */
final class LawsTest {

  private static final int RUNS = 20;
  private static final double CONFIDENCE = 0.99;

  static Stream<Law> laws() {
    return Stream.of(
            MmcLaws.all(),
            LossLaws.all(),
            PollaczekKhinchineLaws.all(),
            ProcessorSharingLaws.all(),
            ClosedNetworkLaws.all(),
            JacksonLaws.all())
        .flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("laws")
  void runs_agreeWithTheLaw(Law law) {
    assertAgrees(law, 1, 0.12);
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("laws")
  void longRuns_agreeWithTheLawToTwoPercent(Law law) {
    assertAgrees(law, 40, 0.02);
  }

  private static void assertAgrees(Law law, long longer, double width) {
    double[] figures =
        LongStream.rangeClosed(1, RUNS)
            .parallel()
            .mapToDouble(seed -> law.simulation().figure(seed, longer * law.seconds()))
            .toArray();
    Interval interval = Interval.of(figures, CONFIDENCE);
    assertThat(interval.covers(law.exact())).as("%s covers %s", interval, law.exact()).isTrue();
    assertThat(2 * interval.half()).as("width of %s", interval).isLessThan(width * law.exact());
  }
}
