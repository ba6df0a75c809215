package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** What workers need of their machine's memory, and whom the kernel kills when there is no more. */
final class MemoryTest {

  private static final long MIB = 1 << 20;

  private static Trial on(String host, String settings, String... arrivals) {
    String[] table = new String[arrivals.length + 1];
    table[0] = "at,request";
    System.arraycopy(arrivals, 0, table, 1, arrivals.length);
    return Trial.of(
            """
            duration: 30s
            hosts: { app: { cpus: 4, %s } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { nginx: {}, gunicorn: { host: app, boot: 500ms, %s } }
            endpoints: { export: [ wait: 5s ], page: [ wait: 10ms ] }
            """
                .formatted(host, settings))
        .free()
        .arrivals(table);
  }

  private static long mebibytes(Trial trial, String of) {
    return trial.counter(of + ".memory") / MIB;
  }

  @Test
  void workersAndArbiter_addUp() {
    Trial trial = on("memory: 4GiB", "workers: 4, memory: { worker: 100MiB }", "1,page");
    assertThat(mebibytes(trial, "gunicorn")).isEqualTo(413);
    assertThat(mebibytes(trial, "app")).isEqualTo(413);
    assertThat(trial.counter("gunicorn.ooms")).isZero();
  }

  @Test
  void requests_leaveSomethingBehind() {
    String memory = "memory: { worker: 100MiB, per_request: 1MiB, endpoints: { export: 50MiB } }";
    Trial trial = on("memory: 4GiB", memory, "1,page", "2,page", "3,export");
    assertThat(mebibytes(trial, "gunicorn")).isEqualTo(113 + 3 + 50);
  }

  @Test
  void recycledWorker_beginsAnew() {
    String memory = "memory: { worker: 100MiB, per_request: 10MiB }, max_requests: 2";
    Trial trial = on("memory: 4GiB", memory, "1,page", "2,page", "3,page", "4,page", "5,page");
    assertThat(mebibytes(trial, "gunicorn")).isEqualTo(113 + 20);
  }

  @Test
  void preloadedApplication_isShared_untilItIsWrittenTo() {
    String settings =
        "workers: 4, preload_app: true, memory: { worker: 100MiB, shareable: 80%%%s }";
    Trial shared = on("memory: 4GiB", settings.formatted(""), "1,page");
    assertThat(mebibytes(shared, "gunicorn")).as("13 + 80 + 4 * 20").isEqualTo(173);
    String[] pages = new String[100];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = i / 10.0 + ",page";
    }
    Trial copied =
        on("memory: 4GiB", settings.formatted(", copied_after: 100"), pages)
            .with("gunicorn.workers=1");
    assertThat(mebibytes(copied, "gunicorn")).as("13 + 80 + 20 + half of 80").isBetween(152L, 153L);
  }

  /** The one that serves an export is the fattest; it loses its request, and is replaced. */
  @Test
  void outOfMemory_killsTheFattest_whoseRequestIsReset() {
    Trial trial =
        on(
            "memory: 300MiB",
            "workers: 2, memory: { worker: 100MiB, per_request: 1MiB, endpoints: { export: 90MiB } }",
            "1,page",
            "2,export",
            "2.2,page",
            "10,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 1.01s", "1: 502 at 2.0s", "2: 200 at 2.21s", "3: 200 at 10.01s");
    assertThat(trial.counter("gunicorn.ooms")).isEqualTo(1);
    assertThat(trial.counter("gunicorn.kills")).as("by the arbiter").isZero();
    assertThat(trial.run().findings()).anyMatch(finding -> finding.id().equals("out-of-memory"));
  }

  @Test
  void leak_makesTheKernelKillWorkersAgainAndAgain_unlessTheyAreRecycled() {
    Trial leaks = leaking();
    assertThat(leaks.run().expectations()).isNotEmpty().allMatch(each -> each.holds());
    Trial recycled = leaking().with("gunicorn.max_requests=60", "gunicorn.max_requests_jitter=20");
    assertThat(recycled.counter("gunicorn.ooms")).isZero();
    assertThat(recycled.all().failed()).isZero();
  }

  private static Trial leaking() {
    return Trial.of(
        """
        duration: 120s
        hosts: { app: { cpus: 4, memory: 1GiB } }
        traffic: { page: poisson 40/s }
        stack:
          nginx: {}
          gunicorn: { host: app, workers: 4, memory: { worker: 150MiB, per_request: 1MiB } }
        endpoints: { page: [ wait: 50ms ] }
        expect:
          - ooms > 5
          - ooms(gunicorn) > 5
          - ooms(app) > 5
          - memory(app) between 1GiB and 1025MiB
          - memory(gunicorn) > 1000MiB
          - statuses(502) > 5
        """);
  }

  /** In a container everything dies together, and is started again. */
  @Test
  void containerOutOfMemory_diesWhole() {
    Trial trial =
        on(
            "memory: 390MiB, quota: 2",
            "workers: 2, memory: { worker: 100MiB, endpoints: { export: 90MiB } }",
            "1,export",
            "1.9,export",
            "2.2,page",
            "10,page");
    assertThat(trial.ends().get(0)).isEqualTo("0: 502 at 1.9s");
    assertThat(trial.ends().get(1)).isEqualTo("1: 502 at 1.9s");
    assertThat(trial.end(2)).as("waits for the import").isCloseTo(2.41, within(0.02));
    assertThat(trial.ends().get(3)).isEqualTo("3: 200 at 10.01s");
  }
}
