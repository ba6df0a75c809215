package tailback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Replications share nothing, so two threads do them in little more than half the time of one. */
@Tag("full")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
final class TwoCoresIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** About 20 s of work for one core, in equal parts, an even number of them. */
  private static final String WORK =
      "./tailback run benchmarks/stack.yaml --replications 18 --set duration=960s --format json";

  private static final int ROUNDS = 5;
  private static final double LEAST = 1.8;

  /** More than this many cores taken by others, and a round says nothing. */
  private static final double QUIET = 0.2;

  private final OperatingSystemMXBean machine =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Test
  void twoThreads_doReplicationsNearlyTwiceAsFast() throws Exception {
    int cores = machine.getAvailableProcessors();
    unless(cores < 2, "this machine has one core");
    double[] ratios = new double[ROUNDS];
    double[] others = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      machine.getCpuLoad(); // the next one counts from here
      double one = seconds(1);
      others[i] = cores * machine.getCpuLoad() - 1;
      double two = seconds(2);
      ratios[i] = one / two;
      System.out.printf(
          "One thread %.1f s, two %.1f s: %.2f. Others meanwhile used %.1f cores%n",
          one, two, ratios[i], others[i]);
    }
    unless(median(others) > QUIET, "others keep this machine busy");
    assertThat(median(ratios)).isGreaterThanOrEqualTo(LEAST);
  }

  private static void unless(boolean unfit, String reason) {
    if (unfit) {
      System.out.println("Two threads are not judged: " + reason);
    }
    assumeFalse(unfit, reason);
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }

  private static double seconds(int threads) throws Exception {
    Shell.Result result = Shell.run(ROOT, WORK + " --jobs " + threads, Duration.ofMinutes(5));
    assertThat(result.code()).as(result.output()).isZero();
    return new ObjectMapper().readTree(result.output()).at("/wall_s").asDouble();
  }
}
