package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.scenario.CostTable;

final class RunsTest {

  private static Runs runs(int threads) {
    Runs runs = new Runs(CostTable.read(), 1);
    runs.threads = threads;
    return runs;
  }

  /** The sooner it begins, the longer it takes. */
  private static int slowly(int number) {
    try {
      Thread.sleep(Math.max(0, 20 - number));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return number;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void runs_areTakenInTheirOrder(int threads) {
    List<Integer> taken = new ArrayList<>();
    runs(threads).make(30, (number, wanted) -> slowly(number), taken::add);
    assertThat(taken).containsExactlyElementsOf(IntStream.range(0, 30).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void enough_isEnough(int threads) {
    List<Integer> taken = new ArrayList<>();
    AtomicInteger begun = new AtomicInteger();
    runs(threads)
        .make(
            1_000_000,
            (number, wanted) -> {
              begun.incrementAndGet();
              return number;
            },
            number -> {
              taken.add(number);
              return number < 10;
            });
    assertThat(taken).hasSize(11);
    assertThat(begun).as("hardly any for nothing").hasValueLessThanOrEqualTo(11 + 2 * threads);
  }

  @Test
  void runThatNobodyWants_isTold() throws InterruptedException {
    List<Boolean> told = new ArrayList<>();
    Thread[] second = new Thread[1];
    runs(2)
        .make(
            2,
            (number, wanted) -> {
              if (number == 1) {
                second[0] = Thread.currentThread();
                while (wanted.getAsBoolean()) {
                  Thread.onSpinWait();
                }
                told.add(true);
              } else {
                while (second[0] == null) {
                  Thread.onSpinWait();
                }
              }
              return number;
            },
            number -> false);
    second[0].join(10_000);
    assertThat(told).containsExactly(true);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fault_comesThrough(int threads) {
    assertThatThrownBy(
            () ->
                runs(threads)
                    .make(
                        3,
                        (number, wanted) -> {
                          throw new IllegalArgumentException("run " + number);
                        },
                        run -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("run 0");
  }
}
