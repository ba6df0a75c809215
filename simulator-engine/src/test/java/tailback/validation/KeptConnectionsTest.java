package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * A kept connection saves a tenth of a millisecond on loopback, about what the machine drifts from
 * batch to batch; a full TLS handshake costs more than a millisecond, and RSA more than P-256.
 */
final class KeptConnectionsTest {

  private static double p50(String name, Function<Case, List<Sample>> whose) {
    return Case.spread(whose.apply(Case.of(name)), sample -> sample.percentile(50)).median();
  }

  @Test
  void keptConnections_saveLittle_andBothSidesSaveMost() {
    for (Function<Case, List<Sample>> whose :
        List.<Function<Case, List<Sample>>>of(Case::real, Case::simulated)) {
      for (String set : List.of("E17_ka_", "E17_re_ka_")) {
        double none = p50(set + "none", whose);
        assertThat(none - p50(set + "up", whose)).isBetween(0.05, 0.2);
        assertThat(none - p50(set + "cli", whose)).isBetween(0.02, 0.25);
        assertThat(none - p50(set + "both", whose)).isBetween(0.12, 0.3);
      }
    }
  }

  @Test
  void handshake_costsEachNewConnectionMoreThanAMillisecond() {
    for (Function<Case, List<Sample>> whose :
        List.<Function<Case, List<Sample>>>of(Case::real, Case::simulated)) {
      double plain = p50("E17_tls_plain", whose);
      assertThat(p50("E17_tls_p256", whose) - plain).isBetween(1.1, 1.4);
      assertThat(p50("E17_tls_rsa", whose) - plain).isBetween(1.4, 1.8);
    }
  }
}
