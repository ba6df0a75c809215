package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.scenario.CostTable;
import tailback.scenario.ScenarioReader;

/**
 * The results of five shipped scenarios, kept as files and compared to the byte. After a change
 * that is meant to change them, run the test with {@code -Dgolden.update=true} and read the
 * difference.
 */
final class GoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "starters/sync",
        "starters/gthread",
        "starters/gevent",
        "starters/pgbouncer",
        "incidents/postgres-exhaustion-200rps"
      })
  void results_areThoseKept(String name) throws IOException {
    Path scenario = Path.of("../scenarios/" + name + ".yaml");
    String json =
        DeterminismTest.json(
            new Experiment(ScenarioReader.read(scenario, List.of()), CostTable.read()).run());
    Path file = FOLDER.resolve(scenario.getFileName().toString().replace(".yaml", ".json"));
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, json);
    }
    assertThat(json).as(name).isEqualTo(Files.readString(file));
  }
}
