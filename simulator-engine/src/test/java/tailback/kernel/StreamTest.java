package tailback.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

final class StreamTest {

  private static final int DRAWS = 65_536;

  private static Stream stream() {
    return new Stream(1, "gunicorn", "service");
  }

  @Test
  void draw_isAPureFunctionOfItsArguments() {
    long alone = stream().of(42).nextLong();
    var used = stream();
    for (int i = 0; i < 100; i++) {
      used.of(i).nextLong();
      used.nextDouble();
    }
    assertThat(used.of(42).nextLong()).isEqualTo(alone);
    assertThat(used.of(42, 3).nextLong()).isEqualTo(stream().of(42, 3).nextLong());
  }

  @Test
  void everyArgument_matters() {
    Set<Long> draws = new HashSet<>();
    draws.add(stream().of(42).nextLong());
    draws.add(stream().of(43).nextLong());
    draws.add(stream().of(42, 0).nextLong());
    draws.add(stream().of(42, 1).nextLong());
    draws.add(stream().of(43, 1).nextLong());
    draws.add(new Stream(2, "gunicorn", "service").of(42).nextLong());
    draws.add(new Stream(1, "uvicorn", "service").of(42).nextLong());
    draws.add(new Stream(1, "gunicorn", "wait").of(42).nextLong());
    draws.add(new Stream(1, "service", "gunicorn").of(42).nextLong());
    draws.add(new Stream(1, "gunicornservice", "").of(42).nextLong());
    draws.add(new Stream(-1, "gunicorn", "service").of(42).nextLong());
    assertThat(draws).hasSize(11);
  }

  @Test
  void simulations_handOutTheStreamOfTheirSeed() {
    long drawn = new Simulation(1).stream("gunicorn", "service").of(42).nextLong();
    assertThat(drawn).isEqualTo(stream().of(42).nextLong());
  }

  @Test
  void requestsAndOccurrences_doNotRepeatDraws() {
    var stream = stream();
    Set<Long> draws = new HashSet<>();
    for (int request = 0; request < 1000; request++) {
      for (int occurrence = 0; occurrence < 20; occurrence++) {
        stream.of(request, occurrence);
        for (int i = 0; i < 5; i++) {
          draws.add(stream.nextLong());
        }
      }
    }
    assertThat(draws).hasSize(100_000);
  }

  @Test
  void doubles_areInTheirRanges() {
    var stream = stream();
    for (int i = 0; i < DRAWS; i++) {
      assertThat(stream.nextDouble()).isBetween(0.0, Math.nextDown(1.0));
      assertThat(stream.nextOpenDouble()).isBetween(Double.MIN_VALUE, Math.nextDown(1.0));
    }
  }

  /** χ² over 256 cells, at 99.9 %. */
  @Test
  void integers_areUniform() {
    var stream = stream();
    int[] counts = new int[256];
    for (int i = 0; i < DRAWS; i++) {
      counts[stream.nextInt(256)]++;
    }
    double expected = DRAWS / 256.0;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    var law = new ChiSquaredDistribution(255);
    assertThat(law.cumulativeProbability(sum)).isCloseTo(0.5, within(0.4995));
  }
}
