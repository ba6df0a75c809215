package tailback.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StudentTTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9, 10, 19, 20, 99, 1000})
  void quantile_isThatOfTheOracle(int degrees) {
    var oracle = new TDistribution(degrees);
    for (double confidence : new double[] {0.5, 0.9, 0.95, 0.99, 0.999}) {
      double exact = oracle.inverseCumulativeProbability(0.5 + confidence / 2);
      assertThat(StudentT.quantile(confidence, degrees)).isCloseTo(exact, within(1e-8 * exact));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10_001, 1_000_000, Integer.MAX_VALUE})
  void quantileOfManyDegrees_isThatOfTheNormalLaw(int degrees) {
    double exact = new NormalDistribution().inverseCumulativeProbability(0.975);
    assertThat(StudentT.quantile(0.95, degrees)).isCloseTo(exact, within(2e-4 * exact));
  }
}
