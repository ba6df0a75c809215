package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two workers do 10 requests a second, 100 come in 2.5 s. A listening socket has room for backlog +
 * 1: a unix socket refuses who comes when it is full, at once; TCP refuses nobody and loses the
 * order, as who found it full comes again in whole seconds.
 */
final class BacklogTest {

  @ParameterizedTest
  @ValueSource(strings = {"E7_unix_b8", "E7_unix_b64"})
  void unixSocket_refusesAtOnce_theVerySameRequests(String name) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      Sample real = replayed.real().get(i);
      Sample simulated = replayed.simulated().get(i);
      assertThat(simulated.share(502)).isEqualTo(real.share(502)).isGreaterThan(0.08);
      assertThat(real.failedPercentile(100)).isLessThan(5);
      assertThat(simulated.failedPercentile(100)).isLessThan(5);
      assertThat(simulated.percentile(100))
          .as("who gets in waits for no more than the queue")
          .isCloseTo(real.percentile(100), withinPercentage(2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"E7_unix_b2048", "E7_tcp_b2048"})
  void longEnough_isOneQueueFirstComeFirstServed_whateverTheSocket(String name) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      Sample real = replayed.real().get(i);
      Sample simulated = replayed.simulated().get(i);
      assertThat(simulated.share(200)).isEqualTo(1);
      assertThat(overtaken(simulated)).isZero();
      assertThat(overtaken(real)).as("two workers may end in another order").isLessThan(0.01);
      assertThat(simulated.mean()).isCloseTo(real.mean(), withinPercentage(1));
      for (int p : new int[] {50, 95, 99, 100}) {
        assertThat(simulated.percentile(p)).isCloseTo(real.percentile(p), withinPercentage(1));
      }
    }
  }

  /**
   * A third of all pairs ends in the wrong order, and workers idle while clients wait for a SYN.
   */
  @ParameterizedTest
  @ValueSource(strings = {"E7_tcp_b8", "E7_tcp_b8_direct"})
  void tcp_refusesNobody_andLosesTheOrder(String name) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : List.of(replayed.real().get(i), replayed.simulated().get(i))) {
        assertThat(sample.share(200)).isEqualTo(1);
        assertThat(overtaken(sample)).isBetween(0.3, 0.38);
        assertThat(last(sample)).as("10 s of work take longer").isBetween(10.7, 13.4);
        assertThat(sample.where(a -> a.latencyMs() < 1250).size())
            .as("who finds room at once")
            .isBetween(26, 34);
      }
    }
  }

  @Test
  void tcp_failsWhenTheClientOfTheSocketGivesUp_afterItsConnectTimeout() {
    Case replayed = Case.of("E7_tcp_b8_pct2");
    for (int i = 0; i < replayed.repeats(); i++) {
      Sample real = replayed.real().get(i);
      Sample simulated = replayed.simulated().get(i);
      assertThat(simulated.share(504)).isCloseTo(real.share(504), within(0.03));
      for (Sample sample : List.of(real, simulated)) {
        assertThat(sample.failedPercentile(1)).isBetween(1999.0, 2001.0);
        assertThat(sample.failedPercentile(100)).isLessThan(2025);
      }
    }
  }

  /** Share of the pairs of requests of which the later one was answered first. */
  private static double overtaken(Sample sample) {
    List<Answer> answers =
        sample.answers().stream().sorted((a, b) -> Double.compare(a.at(), b.at())).toList();
    long pairs = 0;
    for (int i = 0; i < answers.size(); i++) {
      for (int j = i + 1; j < answers.size(); j++) {
        // two workers work side by side: less than one service is no overtaking
        if (answers.get(i).answeredAt() > answers.get(j).answeredAt() + 0.1) {
          pairs++;
        }
      }
    }
    return 2.0 * pairs / (answers.size() * (answers.size() - 1));
  }

  private static double last(Sample sample) {
    return sample.answers().stream().mapToDouble(Answer::answeredAt).max().orElseThrow();
  }
}
