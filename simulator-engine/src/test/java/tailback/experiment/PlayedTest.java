package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.scenario.CostTable;
import tailback.scenario.ScenarioReader;

/** A run that was played and saved as a scenario is the same run again. */
final class PlayedTest {

  private static final Costs COSTS = CostTable.read();
  private static final long SECOND = 1_000_000_000;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void scenario() throws IOException {
    file =
        Files.writeString(
            folder.resolve("before.yaml"),
            """
            title: "Two workers: and a pool"
            duration: 20s
            hosts: { app: { cpus: 2 }, db: { cpus: 2 } }
            traffic: { page: poisson 60/s }
            stack:
              nginx: {}
              gunicorn: { host: app, worker_class: gthread, workers: 2, threads: 4 }
              django: {}
              postgres: { host: db }
            endpoints:
              page: [ cpu: exponential 4ms, query: exponential 20ms ]
            timeline: [ { at: 3s, set: { traffic.page: poisson 80/s } } ]
            expect: [ errors == 0 ]
            """);
  }

  @Test
  void journal_isTheTimelineOfTheSavedScenario() throws IOException {
    assertSame(List.of("gunicorn.threads=6", "seed=4"));
  }

  @Test
  void partAddedAtTheStart_hasItsPlaceInTheSavedScenario() throws IOException {
    assertSame(List.of("stack.pgbouncer={ pool_mode: transaction, default_pool_size: 4 }"));
  }

  private void assertSame(List<String> sets) throws IOException {
    Path saved = Files.createDirectory(folder.resolve("saved")).resolve("after.yaml");
    try (Playback played = new Playback(file, sets, COSTS)) {
      played.toTime(played.timeZero() + 5 * SECOND);
      played.turn("traffic.page.arrivals=poisson 120/s");
      played.toTime(played.timeZero() + 8 * SECOND + 1234);
      played.perform("gunicorn.kill-worker");
      played.turn("endpoints.page.1.query=exponential 50ms");
      Files.writeString(
          saved,
          new ScenarioReader(Catalogue.standard())
              .played(file, sets, played.turns(), played.scenario().warmup(), saved));

      try (Playback again = new Playback(saved, List.of(), COSTS)) {
        assertThat(again.timeZero()).isEqualTo(played.timeZero());
        for (long at = 1; at <= 19; at += 3) {
          played.toTime(played.timeZero() + at * SECOND);
          again.toTime(again.timeZero() + at * SECOND);
          assertThat(again.frame()).as("at %d s", at).isEqualTo(played.frame());
        }
        played.toTime(played.end());
        again.toTime(again.end());
        assertThat(again.now()).isEqualTo(played.now());
        assertThat(again.results().requests()).isEqualTo(played.results().requests());
      }
    }
  }
}
