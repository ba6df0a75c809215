package tailback.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.ui.timeline.Endings;

/** The difference of two runs over time. */
final class CourseTest {

  private static final long SECOND = 1_000_000_000;

  /** Requests that arrive at second 0.1, 1.1, … and take so many milliseconds; negative: fail. */
  private static Endings run(int... millis) {
    Endings endings = new Endings();
    for (int i = 0; i < millis.length; i++) {
      long arrives = i * SECOND + SECOND / 10;
      long took = Math.abs(millis[i]) * 1_000_000L;
      endings.ended(arrives + took, took, millis[i] < 0 ? 502 : 200, null);
    }
    return endings;
  }

  private static Course of(Figure figure, Endings a, Endings b) {
    return new Course(figure, a, b, 1, 3);
  }

  @Test
  void difference_isSecondMinusFirst() {
    Course p95 = of(Figure.P95, run(100, 300), run(120, 50));
    assertThat(p95.differences()).startsWith(20, -250);
    assertThat(p95.at(2))
        .isEqualTo("p95 at this moment: A 300 ms, B 50 ms, B − A −250 ms, B is better");
  }

  @Test
  void latency_thatOneSideHasNot_isUnknown() {
    Course p95 = of(Figure.P95, run(100, -1, 100), run(100, 100));
    assertThat(p95.differences()[0]).isZero();
    assertThat(p95.differences()[1]).isNaN();
    assertThat(p95.differences()[2]).as("the second run has ended").isNaN();
    assertThat(p95.at(2)).contains("A –, B 100 ms, B − A –").doesNotContain("better");
  }

  @Test
  void failures_areAShare_andThroughputARate() {
    Course failures = of(Figure.FAILURES, run(-1, 10), run(10, 10));
    assertThat(failures.differences()).startsWith(-1, 0);
    assertThat(failures.at(1)).contains("A 100 %, B 0 %, B − A −100 pt, B is better");
    Course throughput = of(Figure.THROUGHPUT, run(10, 10), run(-1));
    assertThat(throughput.differences()).containsExactly(-1, -1, 0);
  }

  @Test
  void scale_doesNotBlowUpNoise() {
    assertThat(of(Figure.P50, run(100, 100), run(101, 100)).scale()).isCloseTo(10.1, within(1e-9));
    assertThat(of(Figure.P50, run(100, 100), run(400, 100)).scale()).isEqualTo(300);
    assertThat(of(Figure.FAILURES, run(10), run(10)).scale()).isEqualTo(0.01);
  }
}
