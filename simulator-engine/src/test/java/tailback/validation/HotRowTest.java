package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One row that everybody locks and updates is one server, whose service lasts from the lock to the
 * COMMIT, with a call of 50 ms in it or not. It is not first come, first served, and {@code
 * lock_timeout} does not end a wait that begins anew with each version of the row.
 */
final class HotRowTest {

  @ParameterizedTest
  @ValueSource(strings = {"E11_inside_30rps", "E11_inside_30rps_locktimeout"})
  void row_servesOneAtATime_howeverManyThreadsThereAre(String name) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      Sample real = replayed.real().get(i);
      Sample simulated = replayed.simulated().get(i);
      for (Sample sample : List.of(real, simulated)) {
        assertThat(sample.goodput(20)).as("30 offered, 1 / 51 ms served").isBetween(19.2, 20.0);
        assertThat(sample.share(200)).as("no lock_timeout fires").isEqualTo(1);
      }
      assertThat(simulated.mean()).isCloseTo(real.mean(), withinPercentage(10));
    }
  }

  @Test
  void waitsForTheRow_areUneven_asWhoIsSlowIsOvertaken() {
    for (Sample simulated : Case.of("E11_inside_30rps_locktimeout").simulated()) {
      double[] waits =
          simulated.answers().stream()
              .skip(100)
              .mapToDouble(a -> a.timeInMs().getOrDefault("postgres.lock(hot)", 0.0))
              .sorted()
              .toArray();
      assertThat(waits[waits.length / 2]).as("measured: 0.72 to 0.77 s").isBetween(600.0, 800.0);
      assertThat(waits[waits.length * 99 / 100])
          .as("measured: 1.58 to 1.75 s; 0.77 s first come, first served")
          .isBetween(1400.0, 2200.0);
    }
  }

  @Test
  void callBeforeTheTransaction_leavesTheRowFree() {
    Case replayed = Case.of("E11_outside_30rps");
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : List.of(replayed.real().get(i), replayed.simulated().get(i))) {
        assertThat(sample.percentile(50)).isCloseTo(51.5, within(1.0));
      }
    }
  }
}
