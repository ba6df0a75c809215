package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GammaFunctionTest {

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.1, 1.5, 2, 3.7, 11, 101, 150.5})
  void logarithm_isThatOfTheOracle(double x) {
    double exact = Gamma.logGamma(x);
    assertThat(GammaFunction.logarithm(x)).isCloseTo(exact, within(1e-13 * (1 + exact)));
  }
}
