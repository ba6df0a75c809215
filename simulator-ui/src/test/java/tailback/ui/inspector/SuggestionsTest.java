package tailback.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.experiment.Experiment;
import tailback.experiment.Playback;
import tailback.scenario.CostTable;
import tailback.scenario.ScenarioReader;
import tailback.ui.Shipped;

/** What is suggested to stop at can be read, and becomes true in the run. */
final class SuggestionsTest {

  private static final Costs COSTS = CostTable.read();
  private static final List<String> SHORT = List.of("duration=10s", "warmup=0s");

  @Test
  void everySuggestion_becomesTrue() {
    try (Playback playback =
        new Playback(Shipped.incident("postgres-exhaustion-200rps"), SHORT, COSTS)) {
      List<String> texts = Suggestions.of(new Experiment(playback.scenario(), COSTS).run());
      assertThat(texts).contains("first 500").anyMatch(text -> text.startsWith("queue("));
      ScenarioReader reader = new ScenarioReader(Catalogue.standard());
      for (String text : texts) {
        playback.toTime(0);
        assertThat(
                playback.until(
                    reader.condition(text, playback.scenario().deployment(), "suggestion")))
            .as(text)
            .isTrue();
      }
    }
  }
}
