package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.validation.Laboratory.Run;

/**
 * Postgres refuses at once and never queues; PgBouncer queues, and the wait moves in front of it.
 */
final class ConnectionsTest {

  private static final double HOLD_MS = 600;

  private static double median(List<Sample> samples, int status) {
    return Case.spread(samples, sample -> sample.share(status)).median();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E4_direct100_h600",
        "E4_direct30_h600",
        "E4_direct100_h600_appuser",
        "E4_direct100_h600_gevent"
      })
  void connectionSlots_areALossSystem_refusedSharesWithinOnePoint(String name) {
    Case replayed = Case.of(name);
    assertThat(median(replayed.simulated(), 500))
        .isCloseTo(median(replayed.real(), 500), within(0.01));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E4_direct30_h600",
        "E4_direct100_h600_appuser",
        "E4_direct100_h600_gevent",
        "E4_pgb20_h600_maxclient60"
      })
  void refusals_comeInMillisecondsAndNobodyWaitsForASlot(String name) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : List.of(replayed.real().get(i), replayed.simulated().get(i))) {
        assertThat(sample.failedPercentile(50)).isLessThan(4);
        assertThat(sample.failedPercentile(95)).isLessThan(11);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"E4_pgb20_h600", "E4_pgb50_h600", "E4_pgb90_h600", "E4_pgb20_h600_qwt2"})
  void pool_queues_andTheWaitIsSplitBetweenItAndTheThreadsInFront(String name) {
    Case replayed = Case.of(name);
    List<Double> before = new ArrayList<>();
    List<Double> inPool = new ArrayList<>();
    List<Run> runs = Laboratory.runs().stream().filter(r -> r.caseName().equals(name)).toList();
    for (int i = 0; i < runs.size(); i++) {
      double wait = runs.get(i).measured().get("wait_before_handler_ms").get("mean").asDouble();
      before.add(wait);
      inPool.add(replayed.real().get(i).mean() - wait - HOLD_MS);
    }
    assertInside(Case.spread(replayed.simulated(), s -> s.timeIn("gunicorn.threads")), before);
    assertInside(Case.spread(replayed.simulated(), s -> s.timeIn("pgbouncer.wait")), inPool);
  }

  /** The median lies inside the measured range, widened by 15 %. */
  private static void assertInside(Case.Spread simulated, List<Double> measured) {
    double least = measured.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double most = measured.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    assertThat(simulated.median()).isBetween(0.85 * least, 1.15 * most);
  }

  /** Measured: 2.00 to 2.41 s, median 2.31 s, as the janitor looks three times a second. */
  @Test
  void queryWaitTimeout_cutsOffWhenTheJanitorLooks() {
    for (Sample sample : Case.of("E4_pgb20_h600_qwt2").simulated()) {
      double[] waits =
          sample.answers().stream()
              .filter(answer -> !answer.good())
              .mapToDouble(answer -> answer.timeInMs().get("pgbouncer.wait"))
              .sorted()
              .toArray();
      assertThat(waits[0]).isGreaterThanOrEqualTo(2000);
      assertThat(waits[waits.length - 1]).isLessThan(2420);
      assertThat(waits[waits.length / 2]).isCloseTo(2309, within(30.0));
    }
  }

  /** 59 clients, 20 served: those who get in wait for two turns of 600 ms, whatever the load. */
  @Test
  void maxClientConn_isAdmissionControl_twoExtraTurnsAndNoMore() {
    Case replayed = Case.of("E4_pgb20_h600_maxclient60");
    for (int i = 0; i < replayed.repeats(); i++) {
      Sample real = replayed.real().get(i);
      Sample simulated = replayed.simulated().get(i);
      assertThat(real.percentile(50)).isBetween(3 * HOLD_MS - 50, 3 * HOLD_MS + 50);
      assertThat(simulated.percentile(50)).isCloseTo(real.percentile(50), withinPercentage(2));
      assertThat(simulated.percentile(99)).isCloseTo(real.percentile(99), withinPercentage(2));
      assertThat(simulated.share(200)).isCloseTo(real.share(200), within(0.01));
    }
  }
}
