package tailback.ui.knobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tailback.ui.Written;
import tailback.ui.knobs.Dial.Scale;

/** Directives get what fits them: a slider, a choice, a switch. */
final class SortsTest {

  private final Sorts sorts = new Sorts();

  @Test
  void directive_hasTheControlOfItsType() {
    Sorts.Sort workers = sorts.of("gunicorn", "workers", "1");
    assertThat(workers.scale()).isEqualTo(Scale.COUNT);
    assertThat(workers.least()).isEqualTo(1);
    assertThat(sorts.of("gunicorn", "timeout", "30").scale()).isEqualTo(Scale.AMOUNT);
    assertThat(sorts.of("gunicorn", "preload_app", "false").isSwitch()).isTrue();
    assertThat(sorts.of("nginx", "worker_processes", "1").scale()).isEqualTo(Scale.COUNT);
    assertThat(sorts.of("service", "failure", "0%").scale()).isEqualTo(Scale.SHARE);
    assertThat(sorts.of("nginx", "client_max_body_size", "1MiB").scale()).isEqualTo(Scale.AMOUNT);
    assertThat(sorts.of("postgres", "version", "16").words()).isEmpty();
  }

  @Test
  void choice_hasEachWordOnce_asItIsWritten() {
    assertThat(sorts.of("gunicorn", "worker_class", "sync").words())
        .containsExactly("sync", "gthread", "gevent", "eventlet", "tornado", "uvicorn");
    assertThat(sorts.of("redis", "maxmemory-policy", "allkeys-lru").words())
        .contains("allkeys-lru", "noeviction")
        .doesNotContain("allkeys_lru");
    assertThat(sorts.of("pgbouncer", "pool_mode", "session").words())
        .containsExactly("session", "transaction", "statement");
  }

  @Test
  void stepTimes_haveThePathsUnderWhichTheyAreSet(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("steps.yaml"),
            """
            endpoints:
              page:
                - cpu: 2ms
                - call: payments
                - transaction: [ lock: { row: stock }, query: { time: 5ms, write: true } ]
                - parallel: [ [ query: 1ms ], [ wait: 9ms ] ]
              other: [ cpu: 1ms ]
            tasks: { mail: [ wait: exponential 50ms ] }
            """);
    Written written = new Written(file, List.of("endpoints.other=[ cpu: 9ms ]"));

    List<StepTimes.Time> times = StepTimes.of(written);

    assertThat(times)
        .extracting(StepTimes.Time::path)
        .containsExactly(
            "endpoints.page.0.cpu",
            "endpoints.page.2.transaction.1.query.time",
            "endpoints.page.3.parallel.0.0.query",
            "endpoints.page.3.parallel.1.0.wait",
            "tasks.mail.0.wait");
    assertThat(times)
        .allSatisfy(time -> assertThat(written.value(time.path())).as(time.path()).isNotNull());
  }
}
