package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * tornado accepts all that has come during a handler, and runs one request at a time: they wait in
 * it although a sibling is idle. sync workers take the next only when they are free.
 */
final class AcceptedAheadTest {

  private static final double HANDLER = 0.1;

  /** Share of the requests that waited although another worker had nothing to do. */
  private static double waitedBesideAnIdleWorker(Sample sample) {
    return (double)
            sample.where(a -> a.latencyMs() / 1e3 > HANDLER + 0.006 && idle(sample, a)).size()
        / sample.size();
  }

  /** Whether some other worker was idle for 5 ms or longer while it waited. */
  private static boolean idle(Sample sample, Answer waiting) {
    double from = waiting.at();
    double to = waiting.answeredAt() - HANDLER;
    double free = from;
    for (Answer other : sample.byAnswer()) {
      if (other.worker() == waiting.worker() || other.answeredAt() < from) {
        continue;
      }
      if (Math.min(to, other.answeredAt() - HANDLER) - free > 0.005) {
        return true;
      }
      free = Math.max(free, other.answeredAt());
    }
    return to - free > 0.005;
  }

  @Test
  void tornado_hasPrivateQueues_syncHasNot() {
    Case tornado = Case.of("E14_tornado_w2_r15");
    Case sync = Case.of("E14_sync_w2_r15");
    for (int i = 0; i < tornado.repeats(); i++) {
      Sample real = tornado.real().get(i);
      Sample simulated = tornado.simulated().get(i);
      assertThat(real.overtaken()).isBetween(0.15, 0.22);
      assertThat(simulated.overtaken()).isCloseTo(real.overtaken(), within(0.04));
      assertThat(waitedBesideAnIdleWorker(real)).isBetween(0.08, 0.2);
      assertThat(waitedBesideAnIdleWorker(simulated))
          .isCloseTo(waitedBesideAnIdleWorker(real), within(0.04));
      for (Sample fair : List.of(sync.real().get(i), sync.simulated().get(i))) {
        assertThat(fair.overtaken()).isLessThan(0.005);
        assertThat(waitedBesideAnIdleWorker(fair)).isLessThan(0.02);
      }
    }
  }
}
