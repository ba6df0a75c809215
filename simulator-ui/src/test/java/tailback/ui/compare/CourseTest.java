package tailback.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.ui.timeline.Latencies;

/** The difference of two runs over time. */
final class CourseTest {

  private static final long SECOND = 1_000_000_000;

  /** Requests that arrive at second 0.1, 1.1, … and take so many milliseconds; negative: fail. */
  private static Latencies run(int... millis) {
    Latencies latencies = new Latencies(0, SECOND);
    for (int i = 0; i < millis.length; i++) {
      long arrives = i * SECOND + SECOND / 10;
      latencies.moved(arrives, i, 0);
      latencies.ended(arrives + Math.abs(millis[i]) * 1_000_000L, i, millis[i] < 0 ? 502 : 200);
    }
    return latencies.sorted();
  }

  @Test
  void difference_isSecondMinusFirst() {
    Course p95 = Course.of(Figure.P95, run(100, 300), run(120, 50));
    assertThat(p95.difference().values()).containsExactly(20, -250);
    assertThat(p95.at(1.5))
        .isEqualTo("p95 at this moment: A 300 ms, B 50 ms, B − A −250 ms, B is better");
  }

  @Test
  void latency_thatOneSideHasNot_isUnknown() {
    Course p95 = Course.of(Figure.P95, run(100, -1, 100), run(100, 100));
    assertThat(p95.difference().values()[0]).isZero();
    assertThat(p95.difference().values()[1]).isNaN();
    assertThat(p95.difference().values()[2]).as("the second run has ended").isNaN();
    assertThat(p95.at(1.5)).contains("A –, B 100 ms, B − A –").doesNotContain("better");
  }

  @Test
  void failures_areAShare_andThroughputARate() {
    Course failures = Course.of(Figure.FAILURES, run(-1, 10), run(10, 10));
    assertThat(failures.difference().values()).containsExactly(-1, 0);
    assertThat(failures.at(0.5)).contains("A 100 %, B 0 %, B − A −100 pt, B is better");
    Course throughput = Course.of(Figure.THROUGHPUT, run(10, 10), run(-1));
    assertThat(throughput.difference().values()).containsExactly(-1, -1);
  }

  @Test
  void scale_doesNotBlowUpNoise() {
    assertThat(Course.of(Figure.P50, run(100, 100), run(101, 100)).scale())
        .isCloseTo(10.1, within(1e-9));
    assertThat(Course.of(Figure.P50, run(100, 100), run(400, 100)).scale()).isEqualTo(300);
    assertThat(Course.of(Figure.FAILURES, run(10), run(10)).scale()).isEqualTo(0.01);
  }
}
