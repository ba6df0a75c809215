package tailback.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongFunction;
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

  @Test
  void draws_areUniform() {
    var stream = stream();
    assertUniform("one after the other", i -> stream.nextDouble());
    assertUniform("first of each request", i -> stream.of(i).nextDouble());
    assertUniform("first of each occurrence", i -> stream.of(9, i).nextDouble());
    assertUniform("first of each seed", i -> new Stream(i, "a", "b").of(1).nextDouble());
    assertUniform("integers", i -> (stream.nextInt(256) + 0.5) / 256);
    assertUniform("low bits", i -> (stream.nextLong() & 0xffff) / 65536.0);
  }

  @Test
  void neighbours_areIndependent() {
    var stream = stream();
    var other = new Stream(1, "gunicorn", "wait");
    var nextSeed = new Stream(2, "gunicorn", "service");
    assertIndependent("one after the other", i -> stream.nextDouble(), i -> stream.nextDouble());
    assertIndependent("two of a request", i -> stream.of(i).nextDouble(), i -> stream.nextDouble());
    assertIndependent(
        "neighbouring requests",
        i -> stream.of(i).nextDouble(),
        i -> stream.of(i + 1).nextDouble());
    assertIndependent(
        "neighbouring occurrences",
        i -> stream.of(i, 1).nextDouble(),
        i -> stream.of(i, 2).nextDouble());
    assertIndependent(
        "two purposes", i -> stream.of(i).nextDouble(), i -> other.of(i).nextDouble());
    assertIndependent(
        "two seeds", i -> stream.of(i).nextDouble(), i -> nextSeed.of(i).nextDouble());
  }

  /** χ² over 256 cells, at 99.9 %. */
  private static void assertUniform(String what, LongFunction<Double> draw) {
    assertFlat(what, i -> (int) (draw.apply(i) * 256));
  }

  /** χ² over 16 × 16 cells, at 99.9 %. */
  private static void assertIndependent(
      String what, LongFunction<Double> one, LongFunction<Double> other) {
    assertFlat(
        what,
        i -> {
          int row = (int) (one.apply(i) * 16);
          return 16 * row + (int) (other.apply(i) * 16);
        });
  }

  private static void assertFlat(String what, LongFunction<Integer> cell) {
    int[] counts = new int[256];
    for (int i = 0; i < DRAWS; i++) {
      counts[cell.apply(i)]++;
    }
    double expected = DRAWS / 256.0;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    var law = new ChiSquaredDistribution(255);
    assertThat(law.cumulativeProbability(sum)).as(what).isCloseTo(0.5, within(0.4995));
  }
}
