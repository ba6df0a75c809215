package tailback.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tailback.component.Costs;
import tailback.experiment.Experiment;
import tailback.experiment.result.Results;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * {@code benchmarks/stack.yaml}, run as {@code tailback run} does it, with all its statistics. The
 * check is the mean latency in milliseconds.
 */
final class FullStack implements Model {

  private final Scenario scenario;
  private final Costs costs = CostTable.read();

  FullStack() {
    try {
      Path folder = Files.createTempDirectory("tailback-bench");
      try {
        scenario = ScenarioReader.read(Shipped.copy("stack.yaml", folder), List.of());
      } finally {
        Shipped.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Round run(long seed) {
    long began = System.nanoTime();
    Results results = new Experiment(scenario, costs).seed(seed).run();
    return Round.since(
        began, results.requests().completed(), results.endpoints().get("page").latencyMs().mean());
  }
}
