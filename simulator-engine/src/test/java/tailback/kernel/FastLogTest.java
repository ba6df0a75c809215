package tailback.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class FastLogTest {

  private static final int DRAWS = 1_000_000;

  @Test
  void quickLogarithm_keepsItsPromise() {
    var stream = new Stream(2, "exponential", "log");
    for (int i = 0; i < DRAWS; i++) {
      long odd = stream.nextOdd();
      check(odd);
      check(odd >>> i % 50 | 1);
      check((1L << 53) - 1 - (odd >>> 20 << 1));
    }
    for (long i = 0; i <= 512; i++) {
      long cell = i << 44;
      check(cell | 1);
      check(Math.max(1, cell - 1));
    }
  }

  private static void check(long odd) {
    double error = FastLog.minusLog(odd) + StrictMath.log(odd * 0x1.0p-53);
    if (!(Math.abs(error) < FastLog.ERROR / 5)) {
      assertThat(error).as("at %s", odd).isCloseTo(0, within(FastLog.ERROR / 5));
    }
  }
}
