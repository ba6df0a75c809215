package tailback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
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
      "./tailback run benchmarks/stack.yaml --replications 18 --set duration=600s --format json";

  private static final int ROUNDS = 5;
  private static final double LEAST = 1.8;

  @Test
  void twoThreads_doReplicationsNearlyTwiceAsFast() throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    if (cores < 2) {
      System.out.println("Two threads are not measured: this machine has one core");
    }
    assumeTrue(cores >= 2, "this machine has one core");
    double[] ratios = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      double one = seconds(1);
      double two = seconds(2);
      ratios[i] = one / two;
      System.out.printf("one thread %.1f s, two %.1f s: %.2f%n", one, two, ratios[i]);
    }
    Arrays.sort(ratios);
    double median = ratios[ROUNDS / 2];
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (median < LEAST && load >= 1.5 * cores) {
      System.out.println("Two threads are not judged: the load of this machine is " + load);
    }
    assumeTrue(
        median >= LEAST || load < 1.5 * cores,
        "others keep this machine busy: its load is " + load);
    assertThat(median).as("of %s", Arrays.toString(ratios)).isGreaterThanOrEqualTo(LEAST);
  }

  private static double seconds(int threads) throws Exception {
    Shell.Result result = Shell.run(ROOT, WORK + " --threads " + threads);
    assertThat(result.code()).as(result.output()).isZero();
    return new ObjectMapper().readTree(result.output()).at("/wall_s").asDouble();
  }
}
