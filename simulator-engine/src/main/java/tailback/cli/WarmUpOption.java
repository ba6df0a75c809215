package tailback.cli;

import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** How long runs warm up, when somebody says so and not the scenario. */
final class WarmUpOption {

  @Option(
      names = "--warmup",
      paramLabel = "TIME|auto",
      description =
          "Warms up for so long, whatever a scenario says; auto finds how long it takes until an"
              + " empty start no longer shows.")
  private String typed;

  /** The scenario with the warm-up that was typed; as it is when none was. */
  Scenario of(Scenario scenario) {
    return typed == null ? scenario : scenario.warmingUp(length());
  }

  /** Tells the length that was typed, null for {@code auto}; nothing when none was. */
  void tell(Consumer<Duration> told) {
    if (typed != null) {
      told.accept(length());
    }
  }

  private Duration length() {
    return ScenarioReader.warmup(typed, "--warmup " + typed);
  }
}
