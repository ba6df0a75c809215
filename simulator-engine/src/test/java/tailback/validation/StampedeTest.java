package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A key that lives for 2 s and takes 300 ms to compute, at 100 requests a second. Whoever misses
 * computes it, in the laboratory and in the model; who takes 300 ms or more has done so.
 */
final class StampedeTest {

  private static final double RECOMPUTE_MS = 299;

  /** Longer than one stampede, shorter than the time between two. */
  private static final double APART = 0.6;

  /** Times at which a computed value was set, one list for each expiry. */
  private static List<List<Double>> stampedes(Sample sample) {
    List<Double> sets =
        sample.where(answer -> computed(answer)).answers().stream()
            .map(Answer::answeredAt)
            .sorted()
            .toList();
    List<List<Double>> stampedes = new ArrayList<>();
    for (double set : sets) {
      List<Double> last = stampedes.isEmpty() ? null : stampedes.get(stampedes.size() - 1);
      if (last == null || set - last.get(last.size() - 1) > APART) {
        last = new ArrayList<>();
        stampedes.add(last);
      }
      last.add(set);
    }
    return stampedes;
  }

  private static boolean computed(Answer answer) {
    return answer.latencyMs() > RECOMPUTE_MS;
  }

  private static double mean(List<List<Double>> stampedes) {
    return stampedes.stream().mapToInt(List::size).average().orElseThrow();
  }

  private static double period(List<List<Double>> stampedes) {
    List<Double> first = stampedes.get(0);
    List<Double> last = stampedes.get(stampedes.size() - 1);
    return (last.get(last.size() - 1) - first.get(first.size() - 1)) / (stampedes.size() - 1);
  }

  @Test
  void withoutLock_asManyComputeAsArriveMeanwhile() {
    Case replayed = Case.of("E8_nolock");
    for (int i = 0; i < replayed.repeats(); i++) {
      double real = mean(stampedes(replayed.real().get(i)));
      double simulated = mean(stampedes(replayed.simulated().get(i)));
      assertThat(real).isBetween(26.0, 36.0);
      assertThat(simulated).isCloseTo(real, withinPercentage(10));
    }
  }

  /** The last to compute the value sets it last: 2 s from then on, not from the first. */
  @ParameterizedTest
  @CsvSource({"E8_nolock, 2.6", "E8_nolock_1x8, 2.4"})
  void lateSets_extendTheLifeOfTheKey(String name, double seconds) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      assertThat(period(stampedes(replayed.real().get(i)))).isCloseTo(seconds, withinPercentage(4));
      assertThat(period(stampedes(replayed.simulated().get(i))))
          .isCloseTo(seconds, withinPercentage(4));
    }
  }

  /** The others wait for a thread, and then hit. */
  @Test
  void eightThreads_computeItEightTimes() {
    Case replayed = Case.of("E8_nolock_1x8");
    for (int i = 0; i < replayed.repeats(); i++) {
      assertThat(mean(stampedes(replayed.simulated().get(i))))
          .isCloseTo(mean(stampedes(replayed.real().get(i))), withinPercentage(10));
    }
  }
}
