package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.component.Catalogue;
import tailback.component.Costs;
import tailback.experiment.result.Results;
import tailback.kernel.Observer;
import tailback.scenario.CostTable;
import tailback.scenario.Problem;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/**
 * Random scenarios neither throw nor hang nor lose a request, and when the traffic ends all work
 * ends. A failure names the seed; {@code RandomScenario} writes the scenario for it.
 */
final class FuzzTest {

  /** More moves than any of them needs: one that makes so many goes round in circles. */
  private static final long MOVES = 3_000_000;

  private static final int REPAIRS = 60;
  private static final Duration HANGS = Duration.ofSeconds(30);

  /** It keeps the cards that it has read, for one thread. */
  private static final ThreadLocal<ScenarioReader> READER =
      ThreadLocal.withInitial(() -> new ScenarioReader(Catalogue.standard()));

  private static final Costs COSTS = CostTable.read();

  @TempDir Path folder;

  @Test
  void randomScenarios_loseNothing() {
    loaded(0, 1700);
  }

  @Test
  void randomScenarios_whoseTrafficEnds_comeToRest() {
    draining(0, 300);
  }

  @Test
  @Tag("ci")
  void tenThousandRandomScenarios_loseNothing() {
    loaded(1700, 9000);
    draining(300, 3000);
  }

  /** Of the scenarios that the schema allows, a part means nothing; the reader says so, and why. */
  @Test
  void anyScenario_losesNothing() {
    any(0, 800);
  }

  @Test
  @Tag("ci")
  void tenThousandOfAnyScenarios_loseNothing() {
    any(800, 12_800);
  }

  private void any(long from, long to) {
    long meaningful =
        LongStream.range(from, to)
            .parallel()
            .filter(seed -> run(seed, meaningful(AnyScenario.of(seed))) != null)
            .count();
    assertThat(meaningful).isGreaterThan((to - from) * 8 / 10);
  }

  /** A scenario without the keys that the reader complains of, as long as that helps. */
  private String meaningful(String drawn) {
    String text = drawn;
    for (int attempt = 0; attempt < REPAIRS; attempt++) {
      try {
        read(text);
        return text;
      } catch (Problem e) {
        text = AnyScenario.without(text, e.line(), e.column());
      }
    }
    return text;
  }

  private Scenario read(String text) {
    try {
      return READER
          .get()
          .scenario(
              Files.writeString(
                  folder.resolve("random-" + Thread.currentThread().getId() + ".yaml"), text),
              List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void loaded(long from, long to) {
    for (long seed = from; seed < to; seed++) {
      assertThat(run(seed, RandomScenario.loaded(seed))).as("seed %s", seed).isNotNull();
    }
  }

  private void draining(long from, long to) {
    for (long seed = from; seed < to; seed++) {
      String text = RandomScenario.draining(seed);
      Results results = run(seed, text);
      assertThat(results.requests().inFlight()).as("seed %s in flight%n%s", seed, text).isZero();
      for (Map.Entry<String, double[]> series : results.timeseries().series().entrySet()) {
        if (!mayLast(series.getKey())) {
          double[] values = series.getValue();
          assertThat(values[values.length - 1])
              .as("seed %s: %s at the end%n%s", seed, series.getKey(), text)
              .isZero();
        }
      }
    }
  }

  /** Connections may be kept by threads and pools. */
  private static boolean mayLast(String series) {
    return List.of("postgres.connections.busy", "pgbouncer.clients.busy", "pgbouncer.servers.busy")
        .contains(series);
  }

  /** Null when the reader refuses it. */
  private Results run(long seed, String text) {
    try {
      return assertTimeoutPreemptively(HANGS, () -> simulate(text));
    } catch (Throwable e) {
      throw new AssertionError("seed " + seed + "\n" + text, e);
    }
  }

  /** Ends a run that goes round in circles. */
  private static final class Limit implements Observer {
    private long moves;

    @Override
    public void moved(long time, long request, int place) {
      if (++moves > MOVES) {
        throw new IllegalStateException("goes round in circles at " + time + " ns");
      }
    }

    @Override
    public void ended(long time, long request, int status) {}
  }

  private Results simulate(String text) throws Exception {
    Scenario scenario;
    try {
      scenario = read(text);
    } catch (Problem meaningless) {
      return null;
    }
    Results results = new Experiment(scenario, COSTS).observer(new Limit()).run();
    assertThat(results.requests().offered())
        .isEqualTo(
            results.requests().completed()
                + results.requests().failed()
                + results.requests().inFlight());
    return results;
  }
}
