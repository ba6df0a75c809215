package tailback.component.framework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Files that a worker of Python hands out, and what they keep it from. */
final class WhiteNoiseTest {

  private static Trial trial(String network, String edge, boolean whitenoise, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv, network: { bandwidth: %s } } }
            stack:
              %s
              gunicorn: { workers: 1 }
              django: { whitenoise: %s }
            endpoints:
              picture: [ static: 2MB ]
              page: [ wait: 1s ]
            """
                .formatted(network, edge, whitenoise))
        .free("whitenoise.cpu=5ms", "whitenoise.megabyte.cpu=10ms")
        .arrivals(rows);
  }

  @Test
  void file_costsAWorker_thatNginxWouldHaveSpared() {
    String[] rows = {"at,request", "0,page", "0.5,picture"};
    assertThat(trial("1000MB/s", "nginx: {}", false, rows).end(1)).isBetween(0.5, 0.6);
    assertThat(trial("1000MB/s", "nginx: {}", true, rows).end(1))
        .as("behind the page: 5 and 20 ms of CPU")
        .isBetween(1.025, 1.03);
  }

  @Test
  void slowClient_keepsTheWorker_unlessAnEdgeBuffersTheAnswer() {
    String[] rows = {"at,request", "0,picture", "0.1,page"};
    assertThat(trial("1MB/s", "nginx: {}", true, rows).end(1)).isEqualTo(1.1);
    assertThat(trial("1MB/s", "redis: {}", true, rows).end(1))
        .as("until the last 87 kB of 2 MB are in the kernel")
        .isBetween(2.9, 3.0);
  }

  @Test
  void withoutWhiteNoise_andWithoutAnEdge_theBytesAreAllItCosts() {
    assertThat(trial("1000MB/s", "redis: {}", false, "at,request", "0,picture").end(0))
        .isLessThan(0.005);
  }
}
