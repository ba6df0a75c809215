package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twenty clients upload 2000 bytes in ten seconds to four sync workers. Without anything in front
 * that buffers requests the first four hold all workers; the other sixteen upload meanwhile into
 * the kernel's buffers, and are then served at once: an outage of ten seconds, not of fifty.
 */
final class SlowBodiesTest {

  @ParameterizedTest
  @ValueSource(strings = {"E6_slowbody_direct", "E6_slowbody_nginx_nobuffer"})
  void slowUploads_holdAllWorkers_onceForAllOfThem(String name) {
    Case replayed = Case.of(name);
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : List.of(replayed.real().get(i), replayed.simulated().get(i))) {
        assertThat(sample.share(200)).isEqualTo(1);
        assertThat(sample.of("upload").percentile(100)).isBetween(9400.0, 10_100.0);
        Sample fast = sample.of("sleep");
        assertThat(fast.percentile(100)).isBetween(9100.0, 9600.0);
        assertThat(fast.where(a -> a.at() > 13 && a.latencyMs() > 200).size())
            .as("after thirteen seconds all is well again")
            .isLessThan(10);
        assertThat(fast.where(a -> a.at() > 3.1 && a.at() < 12).percentile(0))
            .as("and until then nobody gets through")
            .isGreaterThan(400);
      }
    }
  }

  @Test
  void requestBuffering_keepsThemAwayFromTheWorkers() {
    Case replayed = Case.of("E6_slowbody_nginx_buffering");
    for (int i = 0; i < replayed.repeats(); i++) {
      for (Sample sample : List.of(replayed.real().get(i), replayed.simulated().get(i))) {
        assertThat(sample.of("sleep").percentile(100)).isLessThan(45);
      }
    }
  }
}
