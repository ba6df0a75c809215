package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A coroutine that does not await is one server, first come, first served; with an await in between
 * the loop moves towards sharing, but new connections wait for turns of the loop.
 */
final class AsyncioLoopTest {

  private static List<List<Sample>> realAndModel(String name) {
    Case replayed = Case.of(name);
    return List.of(replayed.real(), replayed.simulated());
  }

  /** The mean when one server takes so long for each, in order of arrival, milliseconds. */
  private static double inOrder(Sample sample, double service) {
    double free = 0;
    double sum = 0;
    for (Answer answer : sample.byArrival()) {
      free = Math.max(free, answer.at() * 1e3) + service;
      sum += free - answer.at() * 1e3;
    }
    return sum / sample.size();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 100})
  void cpuWithoutAwait_isOneServerInOrderOfArrival(int rate) {
    for (List<Sample> samples : realAndModel("E12_uvicorn_cpu" + rate)) {
      for (Sample sample : samples) {
        assertThat(sample.overtaken()).isLessThan(0.001);
        assertThat(sample.mean()).isCloseTo(inOrder(sample, 12.45), withinPercentage(10));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 100})
  void cpuInSlices_liesBetweenInOrderAndShared(int rate) {
    for (List<Sample> samples : realAndModel("E12_uvicorn_slice" + rate)) {
      for (Sample sample : samples) {
        double ratio = sample.mean() / inOrder(sample, 12.5);
        assertThat(ratio).isBetween(1.2, rate == 60 ? 1.5 : 1.9);
      }
    }
  }

  /** Four turns of the loop pass before a coroutine starts, and its slices take twelve. */
  @Test
  void newConnections_waitForTurnsOfTheLoop() {
    for (Sample simulated : Case.of("E12_uvicorn_slice100").simulated()) {
      double before = simulated.timeIn("gunicorn.backlog");
      assertThat(before).as("accept").isGreaterThan(50);
      assertThat(simulated.timeIn("gunicorn.hub")).isGreaterThan(10 * before);
    }
  }

  @Test
  void theSameCallInTheDefaultExecutor_harmsNobody() {
    for (List<Sample> samples : realAndModel("E12_uvicorn_exec03")) {
      for (Sample sample : samples) {
        assertThat(sample.of("sleep").percentile(99)).isLessThan(205);
        assertThat(sample.of("exec").percentile(50)).isBetween(1000.0, 1003.0);
      }
    }
    for (List<Sample> samples : realAndModel("E12_uvicorn_block03")) {
      assertThat(Case.spread(samples, s -> s.of("sleep").percentile(99)).least())
          .isGreaterThan(900);
    }
  }

  @Test
  void oneOfFourLoopsBlocked_delaysOnlyWhatItHadTaken() {
    for (List<Sample> samples : realAndModel("E12_uvicorn_gw4_block03")) {
      for (Sample sample : samples) {
        assertThat(sample.percentile(95)).isLessThan(205);
        assertThat(sample.percentile(99)).isGreaterThan(900);
      }
    }
  }
}
