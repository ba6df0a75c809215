package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One request in a hundred keeps an event loop for a second. It delays two populations: connections
 * that nobody accepts, and requests inside that wait for the loop although their timer has fired.
 */
final class BlockedLoopTest {

  private static final String SLEEP = "sleep";

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Case.spread(samples, figure).median();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E3_gevent_pg1pct_w1",
        "E3_gevent_block1pct_w1",
        "E3_eventlet_pgoff1pct_w1",
        "E3_eventlet_block1pct_w1"
      })
  void oneBlockedLoop_delaysConnectionsAndRequestsInside(String name) {
    Case replayed = Case.of(name);
    for (Sample real : replayed.real()) {
      assertThat(real.of(SLEEP).percentile(50)).isGreaterThan(2000);
    }
    for (Sample simulated : replayed.simulated()) {
      Sample innocent = simulated.of(SLEEP);
      assertThat(innocent.percentile(50)).isGreaterThan(2000);
      assertThat(innocent.timeIn("gunicorn.backlog")).as("outside").isGreaterThan(500);
      assertThat(innocent.timeIn("gunicorn.hub")).as("inside").isGreaterThan(500);
    }
    for (int p : new int[] {95, 99}) {
      assertThat(median(replayed.simulated(), s -> s.of(SLEEP).percentile(p)))
          .isCloseTo(median(replayed.real(), s -> s.of(SLEEP).percentile(p)), withinPercentage(10));
    }
  }

  /**
   * gevent accepts a hundred connections a turn, eventlet all: its victims wait for more blocks.
   */
  @Test
  void eventletAcceptsAllThatWait_soItsVictimsWaitLongerThanGevents() {
    Case gevent = Case.of("E3_gevent_block1pct_w1");
    Case eventlet = Case.of("E3_eventlet_block1pct_w1");
    assertThat(median(eventlet.real(), s -> s.percentile(99)))
        .isGreaterThan(1.2 * median(gevent.real(), s -> s.percentile(99)));
    assertThat(median(eventlet.simulated(), s -> s.percentile(99)))
        .isGreaterThan(1.2 * median(gevent.simulated(), s -> s.percentile(99)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"E3_gevent_pg1pct_w4", "E3_gevent_block1pct_w4", "E3_eventlet_pgoff1pct_w4"})
  void oneOfFourLoopsBlocked_delaysOnlyRequestsInside(String name) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      Sample real = replayed.real().get(i).of(SLEEP);
      Sample simulated = replayed.simulated().get(i).of(SLEEP);
      assertThat(real.percentile(50)).isLessThan(210);
      assertThat(simulated.percentile(50)).isLessThan(210);
      assertThat(simulated.timeIn("gunicorn.backlog")).as("outside").isLessThan(10);
      assertThat(late(simulated)).as("inside").isCloseTo(late(real), within(0.05));
    }
    assertThat(median(replayed.simulated(), s -> s.percentile(95)))
        .isCloseTo(median(replayed.real(), s -> s.percentile(95)), withinPercentage(5));
  }

  private static double late(Sample sample) {
    return (double) sample.where(answer -> answer.latencyMs() > 300).size() / sample.size();
  }

  @Test
  void rareBlocks_leaveTheMedianAloneAndMakeTheTail() {
    Case replayed = Case.of("E3_gevent_pg03pct_w1");
    for (int i = 0; i < replayed.repeats(); i++) {
      Sample real = replayed.real().get(i);
      Sample simulated = replayed.simulated().get(i);
      assertThat(simulated.percentile(50)).isCloseTo(real.percentile(50), withinPercentage(1));
      assertThat(simulated.percentile(95)).isCloseTo(real.percentile(95), withinPercentage(5));
      assertThat(simulated.percentile(99)).isCloseTo(real.percentile(99), withinPercentage(5));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E3_eventlet_pg1pct_w1",
        "E3_eventlet_pg1pct_w4",
        "E3_eventlet_green1pct_w1",
        "E3_gevent_green1pct_w1"
      })
  void cooperativeDriver_harmsNobody(String name) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      assertThat(replayed.real().get(i).of(SLEEP).percentile(99)).isLessThan(220);
      assertThat(replayed.simulated().get(i).of(SLEEP).percentile(99)).isLessThan(220);
    }
  }
}
