package tailback.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.kernel.Simulation;

/** Virtual time against the slow way: everybody's remaining work, moved on at every happening. */
final class ProcessorSharingOracleTest {

  private static final int CUSTOMERS = 400;
  private static final double TOLERANCE = 200; // of a few ms, after some hundred roundings of 1 ns

  private final Simulation simulation = new Simulation(1);
  private final Meter meter = new Meter(simulation, "cpu", wait -> {});
  private final Job[] jobs = new Job[CUSTOMERS];
  private final double[] left = new double[CUSTOMERS];
  private final boolean[] present = new boolean[CUSTOMERS];
  private final long[] done = new long[CUSTOMERS];
  private double clock;

  /** Moves the slow model on; whoever finishes is noted with its time. */
  private void advance(double until, double cores, double[] expected) {
    while (clock < until) {
      int running = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < CUSTOMERS; i++) {
        if (present[i]) {
          running++;
          least = Math.min(least, left[i]);
        }
      }
      double speed = Math.min(1, cores / Math.max(1, running));
      double step = Math.min(until - clock, least / speed);
      clock += step;
      for (int i = 0; i < CUSTOMERS; i++) {
        if (present[i]) {
          left[i] -= step * speed;
          if (left[i] <= 1e-6) {
            present[i] = false;
            expected[i] = clock;
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 1, 1.5, 4, 1000})
  void completions_areThoseOfTheSlowWay(double cores) {
    var cpu = new ProcessorSharing(simulation, meter, cores);
    var random = new Random(Double.hashCode(cores));
    double[] expected = new double[CUSTOMERS];
    List<Integer> stopped = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      long pause = (long) (random.nextDouble() * 50_000 / Math.min(cores, 5));
      simulation.runUntil(simulation.now() + pause);
      advance(simulation.now(), cores, expected);
      int candidate = random.nextInt(i + 1);
      if (random.nextInt(4) == 0
          && present[candidate]
          && jobs[candidate].onProcessor()
          && left[candidate] > TOLERANCE) {
        assertThat((double) cpu.stop(jobs[candidate]))
            .isCloseTo(left[candidate], within(TOLERANCE));
        present[candidate] = false;
        stopped.add(candidate);
      }
      int number = i;
      jobs[i] = new Job("" + i);
      left[i] = 1 + random.nextInt(60_000);
      present[i] = true;
      cpu.start(jobs[i], (long) left[i], job -> done[number] = simulation.now());
    }
    simulation.runUntil(simulation.now() + 1_000_000_000);
    advance(simulation.now(), cores, expected);
    for (int i = 0; i < CUSTOMERS; i++) {
      double exact = stopped.contains(i) ? 0 : expected[i];
      assertThat((double) done[i]).as("customer " + i).isCloseTo(exact, within(TOLERANCE));
    }
    assertThat(stopped).isNotEmpty();
    cpu.audit();
  }
}
