package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.kernel.Stream;

/** The quick logarithm is one of speed only: samples are those of StrictMath. */
final class ExponentialTest {

  private static final int DRAWS = 1_000_000;

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 3.7, 1e3, 1e6, 2.5e6, 1e9, 3e10, 1e13, 1e18, 1e300})
  void sample_isThatOfStrictMath(double mean) {
    var law = new Exponential(mean);
    var samples = new Stream(1, "exponential", "sample");
    var uniforms = new Stream(1, "exponential", "sample");
    for (int i = 0; i < DRAWS; i++) {
      double uniform = uniforms.nextOpenDouble();
      long expected = Math.round(-mean * StrictMath.log(uniform));
      if (law.sample(samples) != expected) { // a million assertions would take seconds
        assertThat(uniform).as("differs at a mean of %s", mean).isNaN();
      }
    }
  }
}
