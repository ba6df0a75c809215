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
 * at the very moment of arrival there, and several at once.
 */
@Tag("ci")
final class StepBackTest {

  private static final Costs COSTS = CostTable.read();
  private static final double SECOND = 1e9;

  static List<Path> scenarios() throws java.io.IOException {
    return DeterminismTest.scenarios();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void aStepBack_costsLessThanASecond(Path file) {
    try (Playback playback = new Playback(file, List.of(), COSTS)) {
      playback.toTime(playback.end() - 1);
      Frame here = playback.frame();
      for (int step = 1; step <= 4; step++) {
        long before = System.nanoTime();
        assertThat(playback.back()).isTrue();
        playback.frame();
        double took = (System.nanoTime() - before) / SECOND;
        assertThat(took).as("seconds for step %d back", step).isLessThan(1);
      }
      playback.toTime(here.time);
      assertThat(playback.frame()).isEqualTo(here);
    }
  }
}
