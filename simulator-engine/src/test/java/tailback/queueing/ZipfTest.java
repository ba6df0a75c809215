package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.kernel.Stream;

/** Popularity after Zipf, against its definition. */
final class ZipfTest {

  private static final int DRAWS = 400_000;
  private static final double ENOUGH = 25;

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 0.5", "10, 0", "10, 1", "50, 0.7", "50, 1.1", "1000, 2.5"})
  void shares_areProportionalToOneOverRankToTheSkew(int things, double skew) {
    Zipf zipf = new Zipf(things, skew);
    Stream stream = new Stream(7, "test", "zipf");
    int[] count = new int[things];
    for (int i = 0; i < DRAWS; i++) {
      count[zipf.sample(stream)]++;
    }
    double sum = 0;
    for (int k = 1; k <= things; k++) {
      sum += Math.pow(k, -skew);
    }
    for (int k = 1; k <= things; k++) {
      double share = Math.pow(k, -skew) / sum;
      if (share * DRAWS < ENOUGH) {
        break; // too rare for the normal approximation
      }
      double deviation = Math.sqrt(share * (1 - share) / DRAWS);
      assertThat((double) count[k - 1] / DRAWS)
          .as("thing %d", k)
          .isCloseTo(share, within(5 * deviation + 1e-12));
    }
  }
}
