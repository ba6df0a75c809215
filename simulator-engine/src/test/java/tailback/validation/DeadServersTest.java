package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Nginx in front of two servers of which one, or both, are dead, and of one that hangs. It finds
 * that out with real requests: one a {@code fail_timeout}, which the other server answers where
 * {@code proxy_next_upstream} allows it.
 */
final class DeadServersTest {

  /** Times of the requests that failed, seconds. */
  private static List<Double> failures(Sample sample) {
    return sample.where(answer -> !answer.good()).answers().stream()
        .map(Answer::at)
        .sorted()
        .toList();
  }

  @Test
  void deadServer_isProbedOnceInEachFailTimeout() {
    Case replayed = Case.of("E6_dead_next_off_wp1");
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : List.of(replayed.real().get(i), replayed.simulated().get(i))) {
        List<Double> failed = failures(sample);
        assertThat(failed).hasSize(3);
        assertThat(failed.get(0)).isLessThan(0.1);
        for (int n = 1; n < failed.size(); n++) {
          assertThat(failed.get(n) - failed.get(n - 1))
              .as("more than ten whole seconds, and the next request but one")
              .isBetween(10.0, 11.2);
        }
      }
    }
  }

  @Test
  void deadServer_costsNobodyAnything_whenTheOtherOneIsAsked() {
    for (String name :
        List.of("E6_dead_default_wp1", "E6_dead_default_wp2", "E6_dead_fail_timeout3_wp1")) {
      Case replayed = Case.of(name);
      for (int i = 0; i < replayed.repeats(); i++) {
        for (Sample sample : List.of(replayed.real().get(i), replayed.simulated().get(i))) {
          assertThat(sample.share(200)).isEqualTo(1);
          assertThat(sample.percentile(100)).isLessThan(33);
        }
      }
    }
  }

  @Test
  void bothDead_is502AtOnce_withoutAskingAnybody() {
    Case replayed = Case.of("E6_dead_both_dead_wp1");
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : List.of(replayed.real().get(i), replayed.simulated().get(i))) {
        assertThat(sample.share(502)).isEqualTo(1);
        assertThat(sample.failedPercentile(50)).isBetween(0.1, 0.3);
        assertThat(sample.failedPercentile(100)).isLessThan(3);
      }
    }
  }

  /**
   * Everything sent to the hanging server in the second before the first timeout waits for it, and
   * is then run by the other; after that one request in each fail_timeout does.
   */
  @Test
  void hangingServer_makesSomeRequestsLateByTheReadTimeout() {
    Case replayed = Case.of("E6_hang");
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < replayed.repeats(); i++) {
      int real = late(replayed.real().get(i));
      int simulated = late(replayed.simulated().get(i));
      counts.add(simulated - real);
      for (Sample sample : List.of(replayed.real().get(i), replayed.simulated().get(i))) {
        assertThat(sample.share(200)).isEqualTo(1);
        assertThat(sample.percentile(99)).isCloseTo(1021, within(1.0));
        assertThat(sample.percentile(100)).isLessThan(1025);
      }
    }
    assertThat(counts).allSatisfy(difference -> assertThat(difference).isBetween(-1, 1));
  }

  private static int late(Sample sample) {
    return sample.where(answer -> answer.latencyMs() > 1000).size();
  }
}
