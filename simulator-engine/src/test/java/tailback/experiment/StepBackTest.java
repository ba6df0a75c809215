package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tailback.component.Costs;
import tailback.journal.Frame;
import tailback.scenario.CostTable;

/**
 * A step back costs less than a second in every shipped scenario, where it costs most: at the end,
 * once the twins are where they are wanted.
 */
@Tag("ci")
final class StepBackTest {

  private static final Costs COSTS = CostTable.read();
  private static final double SECOND = 1e9;

  /** How long the second thread may take to put its twins in place, while the user looks. */
  private static final int LOOKS_MILLIS = 60_000;

  static List<Path> scenarios() throws java.io.IOException {
    return DeterminismTest.scenarios();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void aStepBack_costsLessThanASecond(Path file) throws InterruptedException {
    try (Playback playback = new Playback(file, List.of(), COSTS)) {
      playback.toTime(playback.end() - 1);
      Frame here = playback.frame();
      for (int i = 0; i < LOOKS_MILLIS / 10 && !playback.isSettled(); i++) {
        Thread.sleep(10);
      }
      assertThat(playback.isSettled()).as("twins are in place").isTrue();
      long before = System.nanoTime();
      assertThat(playback.back()).isTrue();
      playback.frame();
      double took = (System.nanoTime() - before) / SECOND;
      assertThat(took).as("seconds for a step back").isLessThan(1);
      playback.toTime(here.time);
      assertThat(playback.frame()).isEqualTo(here);
    }
  }
}
