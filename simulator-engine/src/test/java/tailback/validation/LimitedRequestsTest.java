package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code limit_req} of 50/s meets 100/s. A burst of 20 lets half of them pass and 20 more, at once
 * or each 20/50 s late; without one an arrival passes only when 20 ms have gone since the last that
 * passed, which Poisson arrivals seldom give.
 */
final class LimitedRequestsTest {

  @ParameterizedTest
  @CsvSource({
    "E6_limit_delay_const, 0.52",
    "E6_limit_nodelay_const, 0.52",
    "E6_limit_delay_poisson, 0.525",
    "E6_limit_nodelay_poisson, 0.525",
    "E6_limit_noburst_const, 0.5",
    "E6_limit_noburst_poisson, 0.341",
  })
  void limit_letsTheSameSharePass(String name, double share) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      assertThat(replayed.real().get(i).share(200)).isCloseTo(share, within(0.013));
      assertThat(replayed.simulated().get(i).share(200))
          .as("milliseconds decide, and arrivals jitter by a fraction of one")
          .isCloseTo(replayed.real().get(i).share(200), within(0.006));
    }
  }

  /** Evenly spaced arrivals leave no doubt: the very same requests are refused. */
  @ParameterizedTest
  @CsvSource({"E6_limit_delay_const", "E6_limit_nodelay_const"})
  void limit_refusesTheVerySameRequests(String name) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      List<Double> real = refused(replayed.real().get(i));
      List<Double> simulated = refused(replayed.simulated().get(i));
      assertThat(simulated).hasSameSizeAs(real);
      assertThat(simulated.get(0)).isCloseTo(real.get(0), within(0.011));
    }
  }

  private static List<Double> refused(Sample sample) {
    return sample.where(answer -> answer.status() == 503).answers().stream()
        .map(Answer::at)
        .sorted()
        .toList();
  }

  @Test
  void burst_makesEveryPassedRequestLateByItself_andNodelayDoesNot() {
    for (String arrivals : List.of("const", "poisson")) {
      Case delay = Case.of("E6_limit_delay_" + arrivals);
      Case nodelay = Case.of("E6_limit_nodelay_" + arrivals);
      for (int i = 0; i < delay.repeats(); i++) {
        for (List<Sample> samples :
            List.of(
                List.of(delay.real().get(i), nodelay.real().get(i)),
                List.of(delay.simulated().get(i), nodelay.simulated().get(i)))) {
          double late = samples.get(0).percentile(50) - samples.get(1).percentile(50);
          assertThat(late).as("20 requests ahead of 50/s").isBetween(385.0, 402.0);
          assertThat(samples.get(0).percentile(99)).isLessThan(425);
        }
      }
    }
  }
}
