package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One process is one core, whatever its threads; and a thread that computes delays those that only
 * wait, most of all the one that accepts.
 */
final class ConvoyTest {

  private static final String CONVOY = "E13_convoy_gt8_r30";

  /** Median latency of short requests that came while so many long ones were there. */
  private static double median(List<Sample> samples, int from, int to) {
    return new Sample(
            samples.stream()
                .flatMap(
                    sample -> {
                      List<Answer> burners = sample.of("cpu").answers();
                      return sample.of("mix").answers().stream()
                          .filter(
                              answer -> {
                                long met =
                                    burners.stream()
                                        .filter(b -> b.at() < answer.at())
                                        .filter(b -> b.answeredAt() > answer.at())
                                        .count();
                                return met >= from && met <= to;
                              });
                    })
                .toList())
        .percentile(50);
  }

  /** Real: 30, 56, 137, 226, 619 ms. The work of a short request is 28 ms, 8 of them CPU. */
  @Test
  void shortRequests_waitForEachThreadThatComputes() {
    Case replayed = Case.of(CONVOY);
    for (List<Sample> samples : List.of(replayed.real(), replayed.simulated())) {
      assertThat(median(samples, 0, 0)).isBetween(28.0, 31.0);
      assertThat(median(samples, 1, 1)).isBetween(45.0, 65.0);
      assertThat(median(samples, 2, 2)).isBetween(90.0, 160.0);
      assertThat(median(samples, 3, 3)).isBetween(140.0, 300.0);
      assertThat(median(samples, 4, 99)).isBetween(500.0, 900.0);
    }
  }

  /** Accepting is what starves: the wait is in the listening socket, although threads are free. */
  @Test
  void mainThread_acceptsLate() {
    for (Sample simulated : Case.of(CONVOY).simulated()) {
      Sample shorts = simulated.of("mix");
      assertThat(shorts.timeIn("gunicorn.backlog"))
          .isGreaterThan(3 * shorts.timeIn("gunicorn.threads"));
    }
  }

  /** Eight threads or four processes: the same load, and the CPU of one core or of two. */
  @Test
  void threadsOfOneProcess_shareOneCore() {
    double threads = Case.spread(Case.of("E13_gt8_r80").simulated(), Sample::mean).median();
    double processes = Case.spread(Case.of("E13_sync4_r80").simulated(), Sample::mean).median();
    assertThat(threads).isGreaterThan(1.1 * processes);
    Case near = Case.of("E13_gt8_r110");
    for (int p : new int[] {50, 95}) {
      assertThat(Case.spread(near.simulated(), s -> s.percentile(p)).median())
          .isCloseTo(Case.spread(near.real(), s -> s.percentile(p)).median(), withinPercentage(15));
    }
  }
}
