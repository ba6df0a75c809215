package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Costs;
import tailback.experiment.result.Results;
import tailback.journal.Frame;
import tailback.scenario.CostTable;
import tailback.scenario.ScenarioReader;

/** How requests have ended is told alike by the results, by frames and by the run itself. */
final class EndedTest {

  private static final Costs COSTS = CostTable.read();

  private static Path file(String name) {
    return Path.of("../scenarios/" + name + ".yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "incidents/retry-storm",
        "incidents/postgres-exhaustion-200rps",
        "starters/celery"
      })
  void frame_countsWhatTheResultsCount_atRandomInstants(String name) {
    Random random = new Random(5);
    try (Playback playback = new Playback(file(name), List.of(), COSTS)) {
      long length = Math.min(90_000_000_000L, playback.end() - playback.timeZero());
      for (int i = 0; i < 5; i++) {
        playback.toTime(playback.timeZero() + (long) (random.nextDouble() * length));
        Results results = playback.results();
        assertThat(statuses(playback.frame())).isEqualTo(results.all().statuses());
        assertThat(sum(playback.frame()))
            .isEqualTo(results.requests().completed() + results.requests().failed());
      }
    }
  }

  @Test
  void run_tellsEachOnce_inOrder() {
    Map<String, Long> told = new TreeMap<>();
    long[] last = {0};
    Results results =
        new Experiment(
                ScenarioReader.read(file("incidents/postgres-exhaustion-200rps"), List.of()), COSTS)
            .ended(
                (at, took, status, unanswered) -> {
                  assertThat(at).isGreaterThanOrEqualTo(last[0]).isGreaterThanOrEqualTo(took);
                  assertThat(unanswered == null).isEqualTo(status > 0);
                  last[0] = at;
                  told.merge(Integer.toString(status), 1L, Long::sum);
                })
            .run();

    assertThat(told).isEqualTo(results.all().statuses());
  }

  /** The database refuses the first attempt, which is answered 500; the second one hangs. */
  @Test
  void unanswered_isWhatTheClientMetLast_notWhatFailedFirst(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("hangs.yaml");
    Files.writeString(
        file,
        """
        title: Refused, then kept waiting
        duration: 30s
        warmup: 1s
        hosts: { app: { cpus: 2 }, db: { cpus: 2 } }
        traffic:
          page:
            arrivals: poisson 20/s
            timeout: 300ms
            retries: { attempts: 2, backoff: 10ms, when: [ 5xx ] }
        stack:
          gunicorn: { host: app, worker_class: gthread, workers: 1, threads: 12 }
          django: {}
          postgres: { host: db, max_connections: 9 }
        endpoints:
          page: [ cpu: 1ms, query: 1ms, wait: 290ms, query: exponential 8ms ]
        """);
    Map<String, Long> told = new TreeMap<>();
    Results results =
        new Experiment(ScenarioReader.read(file, List.of()), COSTS)
            .ended((at, took, status, why) -> told.merge(status + " " + why, 1L, Long::sum))
            .run();

    long unanswered = results.all().failed() - answered(results);
    assertThat(told.get("0 client timeout")).isEqualTo(unanswered);
    assertThat(results.all().errors().get("client timeout")).isLessThan(unanswered);
  }

  private static long answered(Results results) {
    return results.all().statuses().getOrDefault("500", 0L);
  }

  private static Map<String, Long> statuses(Frame frame) {
    Map<String, Long> statuses = new TreeMap<>();
    for (int i = 0; i < frame.endings; i++) {
      if (frame.status[i] > 0) {
        statuses.merge(Integer.toString(frame.status[i]), frame.ended[i], Long::sum);
      }
    }
    return statuses;
  }

  private static long sum(Frame frame) {
    long sum = 0;
    for (int i = 0; i < frame.endings; i++) {
      sum += frame.ended[i];
    }
    return sum;
  }
}
