package tailback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A run needs no more memory for being longer: nothing is kept of a request that has ended. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class MemoryIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int REQUESTS_PER_SECOND = 1500;

  /** Seven bytes kept of each request would not fit. */
  @Test
  @Tag("ci")
  void fiveMillionRequests_fitInto32MiB() throws Exception {
    simulates(5_000_000, "-Xmx32m");
  }

  /** Three bytes kept of each request would not fit. */
  @Test
  @Tag("full")
  void hundredMillionRequests_fitInto256MiB() throws Exception {
    simulates(100_000_000, "-Xmx256m");
  }

  /** The full stack with all its statistics, for a little longer than the requests take. */
  private static void simulates(long requests, String heap) throws Exception {
    String line =
        String.format(
            "TAILBACK_OPTS=%s ./tailback run benchmarks/stack.yaml --set duration=%ds"
                + " --format json",
            heap, requests * 101 / 100 / REQUESTS_PER_SECOND);
    Shell.Result result = Shell.run(ROOT, line, Duration.ofMinutes(30));
    assertThat(result.code()).as("%s%n%s", line, result.output()).isZero();
    var results = new ObjectMapper().readTree(result.output());
    System.out.printf(
        "%s: %d requests in %.1f s%n",
        heap, results.at("/requests/offered").asLong(), results.at("/wall_s").asDouble());
    assertThat(results.at("/requests/offered").asLong()).isGreaterThanOrEqualTo(requests);
  }
}
