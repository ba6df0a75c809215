package tailback.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.experiment.Comparison;
import tailback.experiment.result.Compared;
import tailback.scenario.CostTable;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** Replications beside what is played: those of the engine, until they are enough. */
final class ReplicationsTest {

  private static final int PATIENCE = 30;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file =
        Files.writeString(
            folder.resolve("small.yaml"),
            """
            title: Small
            duration: 5s
            hosts: { app: { cpus: 2 } }
            traffic: { page: poisson 60/s }
            stack: { gunicorn: { host: app, worker_class: gthread, workers: 1, threads: 4 } }
            endpoints: { page: [ cpu: exponential 2ms, wait: exponential 50ms ] }
            """);
  }

  private Scenario with(String... sets) {
    return ScenarioReader.read(file, List.of(sets));
  }

  @Test
  void whatTheyTell_isTheEnginesComparison() throws Exception {
    Scenario a = with();
    Scenario b = with("gunicorn.threads=5");
    List<Compared> told = new CopyOnWriteArrayList<>();
    Replications replications =
        new Replications(a, b, CostTable.read(), () -> false, told::add).start();
    replications.ended().get(PATIENCE, TimeUnit.SECONDS);

    int pairs = told.size();
    assertThat(pairs).isBetween(Replications.FEWEST, Replications.MOST);
    assertThat(told.get(3).a().replications()).isEqualTo(4);
    Compared engine = new Comparison(a, b, CostTable.read()).replications(pairs).run();
    assertThat(told.get(pairs - 1).differences()).isEqualTo(engine.differences());
    assertThat(told.get(pairs - 1).allRequests()).isEqualTo(engine.allRequests());
  }

  @Test
  void nothingDiffers_isEnoughWithTheFewest() throws Exception {
    List<Compared> told = new CopyOnWriteArrayList<>();
    Replications replications =
        new Replications(with(), with("title=Other"), CostTable.read(), () -> true, told::add)
            .start();
    replications.ended().get(PATIENCE, TimeUnit.SECONDS);
    assertThat(told).hasSize(Replications.FEWEST);
  }

  @Test
  void enough_isWhenAllIntervalsAreNarrow() {
    Scenario a = with();
    Compared few = new Comparison(a, with("title=Other"), CostTable.read()).replications(3).run();
    assertThat(Replications.isEnough(few)).as("never before the fewest").isFalse();
    Compared wide =
        new Comparison(a, with("gunicorn.threads=3"), CostTable.read()).replications(10).run();
    assertThat(wide.differences().get("p99").paired().interval().half())
        .isGreaterThan(0.1 * Math.abs(wide.differences().get("p99").paired().estimate()));
    assertThat(Replications.isEnough(wide)).isFalse();
  }

  @Test
  void closed_theyEndAndTellNoMore() throws Exception {
    List<Compared> told = new CopyOnWriteArrayList<>();
    Replications replications =
        new Replications(
                with("duration=2h"),
                with("duration=2h", "gunicorn.threads=5"),
                CostTable.read(),
                () -> true,
                told::add)
            .start();
    replications.close();
    replications.ended().get(PATIENCE, TimeUnit.SECONDS);
    assertThat(told).isEmpty();
  }
}
