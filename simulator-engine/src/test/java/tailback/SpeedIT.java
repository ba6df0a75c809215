package tailback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What the parts of a stack and their statistics cost, next to the kernel alone: a request through
 * the full stack is simulated at a tenth of the rate of one through the web pipeline or more.
 */
@Tag("ci")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class SpeedIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final double LEAST = 0.10;

  /** A neighbour may disturb some; what is slow by itself is slow in each. */
  private static final int ROUNDS = 3;

  @Test
  void fullStack_isATenthAsFastAsTheWebPipeline() throws Exception {
    double ratio = 0;
    for (int round = 0; round < ROUNDS && ratio < LEAST; round++) {
      JsonNode speeds = bench();
      ratio = speeds.at("/stack/per_s").asDouble() / speeds.at("/web/per_s").asDouble();
      System.out.printf(
          "Full stack: %,.0f requests a second, %.3f of the web pipeline%n",
          speeds.at("/stack/per_s").asDouble(), ratio);
    }
    assertThat(ratio).isGreaterThanOrEqualTo(LEAST);
  }

  private static JsonNode bench() throws Exception {
    Shell.Result result =
        Shell.run(
            ROOT, "./tailback bench --only web --only stack --format json", Duration.ofMinutes(5));
    assertThat(result.code()).as(result.output()).isZero();
    return new ObjectMapper().readTree(result.output());
  }
}
