package tailback.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.component.Costs;
import tailback.experiment.Experiment;
import tailback.experiment.result.Results;
import tailback.metric.Interval;
import tailback.queueing.Theory;
import tailback.scenario.CostTable;
import tailback.scenario.ScenarioReader;

/**
 * Connection slots without a queue are Erlang's loss system: the share that is refused depends on
 * the offered load alone, not on how the time a slot is held varies.
 */
final class ErlangLossTest {

  private static final int SLOTS = 20;
  private static final double RATE = 200;
  private static final double STATEMENT = 0.090;
  private static final int REPLICATIONS = 10;

  private static final String SCENARIO =
      """
      title: Twenty slots and no queue
      duration: 300s
      warmup: 10s
      traffic: { page: poisson 200/s }
      stack:
        gunicorn: { worker_class: gevent, workers: 4 }
        postgres: { auth: trust, max_connections: 20, superuser_reserved_connections: 0 }
      endpoints:
        page: [ query: { io: exponential 90ms } ]
      """;

  @Test
  void refusals_followErlangB_within99PerCent(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("slots.yaml"), SCENARIO);
    Costs costs = CostTable.read();
    double[] refused = new double[REPLICATIONS];
    for (int i = 0; i < REPLICATIONS; i++) {
      Results results =
          new Experiment(ScenarioReader.read(file, List.of()), costs).seed(100 + i).run();
      assertThat(results.all().errors().keySet())
          .containsExactly("FATAL: sorry, too many clients already");
      refused[i] = (double) results.requests().failed() / results.requests().offered();
    }
    double theory = Theory.erlangB(RATE * held(costs), SLOTS);
    assertThat(theory).isBetween(0.1, 0.3);
    assertThat(Interval.of(refused, 0.99).covers(theory))
        .as("%s around %s", Interval.of(refused, 0.99), theory)
        .isTrue();
  }

  /** How long a slot is held, seconds: from the fork of the backend to its end. */
  private static double held(Costs costs) {
    long around = 0;
    for (String cost : List.of("connect.cpu", "auth.trust", "start", "statement.cpu", "exit.cpu")) {
      around += costs.of("postgres." + cost);
    }
    return STATEMENT + around / 1e9;
  }
}
