package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StandardNormalTest {

  private final NormalDistribution oracle = new NormalDistribution();

  @ParameterizedTest
  @ValueSource(doubles = {-8.5, -7.2, -7, -4, -2.3, -1, -0.01, 0, 0.4, 1.96, 3, 6.9, 7.5, 40})
  void cumulative_isThatOfTheOracle(double z) {
    double exact = oracle.cumulativeProbability(z);
    assertThat(StandardNormal.cumulative(z)).isCloseTo(exact, within(1e-8 * exact));
    assertThat(StandardNormal.cumulative(z)).isCloseTo(exact, within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1.0p-53, 1e-12, 1e-6, 0.01, 0.074, 0.076, 0.3, 0.5, 0.8, 0.95, 0.9999})
  void quantile_invertsTheOracle(double p) {
    assertThat(oracle.cumulativeProbability(StandardNormal.quantile(p)))
        .isCloseTo(p, within(1e-12 * p));
  }

  @Test
  void quantile_isThatOfThePaper() { // the three values that AS 241 gives to check a copy of it
    assertThat(StandardNormal.quantile(0.25)).isCloseTo(-0.6744897501960817, within(1e-15));
    assertThat(StandardNormal.quantile(0.001)).isCloseTo(-3.090232306167814, within(1e-14));
    assertThat(StandardNormal.quantile(1e-20)).isCloseTo(-9.262340089798408, within(1e-13));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 0.02, 0.25, 0.5, 0.6, 0.99})
  void quantile_invertsCumulative(double p) {
    assertThat(StandardNormal.cumulative(StandardNormal.quantile(p)))
        .isCloseTo(p, within(1e-13 * p + 1e-15));
  }
}
