package tailback.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.kernel.Battery.Outcome;

/**
 * The numbers of streams pass a {@link Battery} in every order in which a run may draw them: along
 * a stream, and across requests, occurrences, purposes, components and seeds. So does what is left
 * when the bits of one are taken from those of its neighbour, which would show what they have in
 * common.
 *
 * <p>Seeds are fixed. With random bits one of all these tests together would fail in one case of a
 * thousand (each at 0.001 over their number: Bonferroni); bad generators fail.
 */
final class StreamBatteryTest {

  private static final int DRAWS = 1 << 16;
  private static final int MANY_DRAWS = 1 << 20;
  private static final int TESTS = 14;
  private static final double ERROR = 0.001 / (TESTS * orders().size());

  /** Numbers in the order in which they are drawn. */
  private record Order(String name, LongSupplier draws) {

    /** The i-th number is a function of i. */
    static Order of(String name, LongUnaryOperator number) {
      var i = new AtomicLong();
      return new Order(name, () -> number.applyAsLong(i.getAndIncrement()));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream stream(long seed, String component, String purpose) {
    return new Stream(seed, component, purpose);
  }

  /** The number that comes after so many others. */
  private static long after(long others, Stream stream) {
    for (long i = 0; i < others; i++) {
      stream.nextLong();
    }
    return stream.nextLong();
  }

  static List<Order> orders() {
    var service = stream(1, "gunicorn", "service");
    var wait = stream(1, "gunicorn", "wait");
    var otherPart = stream(1, "uvicorn", "service");
    var nextSeed = stream(2, "gunicorn", "service");
    return List.of(
        new Order("one after the other", stream(1, "gunicorn", "service")::nextLong),
        Order.of("first of each request", i -> service.of(i).nextLong()),
        Order.of("second of each request", i -> after(1, service.of(i))),
        Order.of("tenth of each request", i -> after(9, service.of(i))),
        Order.of("two of each request", i -> after(i % 2, service.of(i / 2))),
        Order.of("first of each occurrence", i -> service.of(7, i).nextLong()),
        Order.of("three occurrences a request", i -> service.of(i / 3, i % 3).nextLong()),
        Order.of("two purposes in turn", i -> (i % 2 == 0 ? service : wait).of(i / 2).nextLong()),
        Order.of("two parts in turn", i -> (i % 2 == 0 ? service : otherPart).of(i / 2).nextLong()),
        Order.of("two seeds in turn", i -> (i % 2 == 0 ? service : nextSeed).of(i / 2).nextLong()),
        Order.of("each seed", i -> stream(i, "gunicorn", "service").nextLong()),
        Order.of("request 1 of each seed", i -> stream(i, "gunicorn", "service").of(1).nextLong()),
        Order.of("each part", i -> stream(1, "gunicorn[" + i + "]", "service").nextLong()),
        Order.of("each purpose", i -> stream(1, "gunicorn", "step " + i).of(1).nextLong()),
        Order.of(
            "neighbouring requests", i -> service.of(i).nextLong() ^ service.of(i + 1).nextLong()),
        Order.of(
            "second of one request, first of the next",
            i -> after(1, service.of(i)) ^ service.of(i + 1).nextLong()),
        Order.of(
            "neighbouring occurrences",
            i -> service.of(7, i).nextLong() ^ service.of(7, i + 1).nextLong()),
        Order.of(
            "a request and its occurrence",
            i -> service.of(i).nextLong() ^ service.of(i, 1).nextLong()),
        Order.of("two purposes", i -> service.of(i).nextLong() ^ wait.of(i).nextLong()),
        Order.of("two parts", i -> service.of(i).nextLong() ^ otherPart.of(i).nextLong()),
        Order.of("two seeds", i -> service.of(i).nextLong() ^ nextSeed.of(i).nextLong()));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void streams_passTheBattery(Order order) {
    assertPasses(order, DRAWS);
  }

  @Tag("ci")
  @ParameterizedTest
  @MethodSource("orders")
  void streams_passTheBatteryWithAMillionDraws(Order order) {
    assertPasses(order, MANY_DRAWS);
  }

  private static void assertPasses(Order order, int draws) {
    List<Outcome> outcomes = Battery.run(order.draws, draws);
    assertThat(outcomes).hasSize(TESTS).noneMatch(outcome -> outcome.isRarerThan(ERROR));
  }

  static List<Order> badOrders() {
    var state = new AtomicLong(1);
    long golden = 0x9e3779b97f4a7c15L;
    var service = stream(1, "gunicorn", "service");
    return List.of(
        Order.of("a counter", i -> i),
        Order.of("a counter, in large steps", i -> i * golden),
        new Order("RANDU", () -> state.updateAndGet(x -> 65539 * x & 0x7fffffff) << 33),
        new Order(
            "a linear congruential generator, whose low bits repeat",
            () -> state.updateAndGet(x -> x * 6364136223846793005L + 1442695040888963407L)),
        Order.of("a counter, mixed once", i -> i * golden ^ i * golden >>> 30),
        Order.of("requests that overlap", i -> service.of(i / 2 + i % 2).nextLong()),
        Order.of("requests that are alike", i -> service.of(i / 2).nextLong()),
        Order.of(
            "two purposes that are one", i -> service.of(i).nextLong() ^ service.of(i).nextLong()),
        Order.of(
            "a bit that is one too often", i -> service.of(i).nextLong() | (i % 20 == 0 ? 1 : 0)));
  }

  @ParameterizedTest
  @MethodSource("badOrders")
  void badGenerators_fail(Order order) {
    assertThat(Battery.run(order.draws, DRAWS)).anyMatch(outcome -> outcome.isRarerThan(ERROR));
  }

  /** Each test finds what it is for: none is there for nothing. */
  @Test
  void everyTest_canFail() {
    List<String> failed =
        badOrders().stream()
            .flatMap(order -> Battery.run(order.draws, DRAWS).stream())
            .filter(outcome -> outcome.isRarerThan(ERROR))
            .map(Outcome::test)
            .distinct()
            .toList();
    assertThat(failed).hasSize(TESTS);
  }
}
