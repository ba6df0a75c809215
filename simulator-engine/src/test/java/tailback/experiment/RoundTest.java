package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.experiment.result.Explained.Relieved;
import tailback.experiment.result.Explained.Untried;
import tailback.experiment.result.Results;
import tailback.scenario.CostTable;
import tailback.scenario.Relief;
import tailback.scenario.Relief.Way;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** A relief that contradicts its scenario is not tried, and it is known why. */
final class RoundTest {

  @TempDir Path folder;

  @Test
  void reliefThatTheScenarioDoesNotTake_isRefusedWithItsReason() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            duration: 1s
            hosts: { app: { instance: t3.micro } }
            traffic: { page: poisson 20/s }
            stack: { gunicorn: { host: app, workers: 4 } }
            endpoints: { page: [ cpu: 5ms ] }
            expect: [ credits(app) > 0 ]
            """);
    Scenario scenario = ScenarioReader.read(file, List.of());
    Results first = new Experiment(scenario, CostTable.read()).run();
    Objective objective = Objective.of(scenario, first);
    Trials trials = new Trials(objective, new Runs(CostTable.read(), 1), 2);
    trials.add(Trials.AS_IT_IS, scenario);
    Round round = new Round(file, List.of(), Duration.ZERO, trials);
    round.add(of("app.cpu", "hosts.app.cpus=8"));
    round.add(of("app.cpu", "hosts.app.instance=null", "hosts.app.cpus=8"));
    assertThat(round.run()).isTrue();
    assertThat(round.refused())
        .containsExactly(
            new Untried(
                "app.cpu",
                "cpus",
                "hosts.app: instance t3.micro says how many cpus and how much memory it has"));
    assertThat(round.ranking(Way.ROOM))
        .extracting(Relieved::sets)
        .containsExactly(List.of("hosts.app.instance=null", "hosts.app.cpus=8"));
  }

  private static Relief of(String relieves, String... sets) {
    return new Relief(relieves, "cpus", List.of(sets), List.of(), Way.ROOM);
  }
}
