package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Session mode with persistent connections: the first threads keep the servers for ever, each
 * further thread loses the one request that it waits with, and what remains looks healthy.
 */
final class SessionPoolingTest {

  /** 30 threads, 10 servers. */
  private static final int SURPLUS = 20;

  private static long lost(Sample sample, double from, double to) {
    return sample.answers().stream()
        .filter(answer -> !answer.good() && answer.at() >= from && answer.at() < to)
        .count();
  }

  @Test
  void surplusThread_losesOneRequestForGood_andTheRestLooksHealthy() {
    Case session = Case.of("E15_session_r100");
    Case transaction = Case.of("E15_transaction_r100");
    long simulated = 0;
    for (int i = 0; i < session.repeats(); i++) {
      assertThat(lost(session.real().get(i), 0, 20)).isBetween(1L, (long) SURPLUS);
      assertThat(lost(session.simulated().get(i), 0, 20)).isBetween(0L, (long) SURPLUS);
      simulated += lost(session.simulated().get(i), 0, 20);
      assertThat(session.simulated().get(i).percentile(95))
          .as("nobody sees it in p95")
          .isCloseTo(transaction.simulated().get(i).percentile(95), within(1.0));
      assertThat(lost(transaction.simulated().get(i), 0, 20)).isZero();
    }
    assertThat(simulated).as("fewer: the real stack's slow first second is missing").isPositive();
  }

  @Test
  void queryWaitTimeout_doesNotHealIt_everyPeriodTakesOneMoreVictimAThread() {
    Case replayed = Case.of("E15_session_qwt5_r200");
    for (List<Sample> samples : List.of(replayed.real(), replayed.simulated())) {
      for (Sample sample : samples) {
        for (int period = 0; period < 4; period++) {
          assertThat(lost(sample, 5 * period, 5 * (period + 1))).isEqualTo(SURPLUS);
        }
        assertThat(sample.failedPercentile(50)).isBetween(5200.0, 5400.0);
      }
    }
  }

  @Test
  void firstThreads_keepTheirServers() {
    for (Sample sample : Case.of("E15_session_qwt5_r200").simulated()) {
      assertThat(
              sample.answers().stream()
                  .filter(answer -> answer.good() && answer.at() > 1)
                  .mapToDouble(answer -> answer.timeInMs().getOrDefault("pgbouncer.wait", 0.0))
                  .max()
                  .orElseThrow())
          .as("who is served has not waited for a server")
          .isZero();
    }
  }
}
