package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.experiment.result.Compared.Requests;

final class OutcomesTest {

  private static final long GROUP = 1L << 44;

  @Test
  void everyRequest_isFoundByItsNumber() {
    Outcomes outcomes = new Outcomes();
    for (long i = 0; i < 100_000; i++) {
      outcomes.put(GROUP + i, (int) (i % 3), 7 * i);
      outcomes.put(2 * GROUP + (i << 20), 4, Outcomes.FAILED);
    }
    for (long i = 0; i < 100_000; i++) {
      assertThat(outcomes.latency(GROUP + i)).isEqualTo(7 * i);
      assertThat(outcomes.endpoint(GROUP + i)).isEqualTo((int) (i % 3));
      assertThat(outcomes.latency(2 * GROUP + (i << 20))).isEqualTo(Outcomes.FAILED);
    }
    assertThat(outcomes.latency(GROUP + 100_000)).isEqualTo(Outcomes.UNKNOWN);
    long[] count = {0};
    outcomes.forEach(number -> count[0]++);
    assertThat(count[0]).isEqualTo(200_000);
  }

  @Test
  void pairs_areCountedByHowTheyFared() {
    PairedRequests pairs = new PairedRequests();
    long second = 1_000_000_000;
    pairs.add(3 * second, second);
    pairs.add(second, 2 * second);
    pairs.add(second, second);
    pairs.add(second, second);
    pairs.add(Outcomes.FAILED, second);
    pairs.add(second, Outcomes.FAILED);
    pairs.add(Outcomes.FAILED, Outcomes.FAILED);
    Requests requests = pairs.requests();
    assertThat(requests.matched()).isEqualTo(7);
    assertThat(requests.faster()).isEqualTo(1);
    assertThat(requests.slower()).isEqualTo(1);
    assertThat(requests.same()).isEqualTo(2);
    assertThat(requests.rescued()).isEqualTo(1);
    assertThat(requests.broken()).isEqualTo(1);
    assertThat(requests.failed()).isEqualTo(1);
    assertThat(requests.fasterMs().mean()).isEqualTo(2000);
    assertThat(requests.slowerMs().max()).isEqualTo(1000);
    assertThat(requests.meanMs()).isEqualTo(-250);
    assertThat(requests.p5Ms()).isEqualTo(-2000);
    assertThat(requests.p95Ms()).isEqualTo(1000);
    assertThat(requests.allTheSame()).isFalse();
  }

  @Test
  void percentiles_areThoseOfAllDifferences() {
    PairedRequests pairs = new PairedRequests();
    for (int i = -100; i <= 100; i++) {
      pairs.add(1_000_000_000, 1_000_000_000 + i * 1_000_000L);
    }
    assertThat(pairs.requests().p5Ms()).isBetween(-91.5, -89.0);
    assertThat(pairs.requests().p95Ms()).isBetween(89.0, 91.5);
    assertThat(pairs.requests().meanMs()).isZero();
  }
}
