package tailback.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is measured is the model that it says it is. */
final class ModelTest {

  @Test
  void singleServer_hasTheSojournOfTheory() {
    assertThat(new SingleServer(400_000).run(1).check()).isCloseTo(5, within(0.3));
  }

  @Test
  void hold_movesOnByOneMeanAPendingEvent() {
    assertThat(new Hold(100, 200_000).run(1).check()).isCloseTo(1, within(0.02));
  }

  @Test
  void webPipeline_hasTheSojournOfTheReference() {
    assertThat(new WebPipeline(200_000).run(1).check()).isCloseTo(25.4, within(0.3));
  }

  @Test
  void fullStack_answers() {
    assertThat(new FullStack().run(1).check()).isBetween(5.0, 15.0);
  }
}
