package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;

/**
 * Who stalls whom. A request does something for 100 ms; a millisecond later another one comes to
 * the same worker and needs 10 ms of CPU. When does that one have its answer?
 */
final class BatonTest {

  private static final String ENDPOINTS =
      """
      endpoints:
        cpu: [ cpu: 100ms ]
        wait: [ wait: 100ms ]
        block: [ block: 100ms ]
        held: [ block: { time: 100ms, gil: held } ]
        core: [ block: { time: 100ms, cpu: true } ]
        page: [ cpu: 10ms ]
        io: [ repeat: { times: 3, steps: [ wait: 1ms ] } ]
        sleep: [ wait: 20ms ]
      """;

  private static Trial worker(String settings, String framework, String... rows) {
    return Trial.of(
            """
            duration: 10s
            hosts: { app: { cpus: 4 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { host: app, %s }
              %s
            """
                    .formatted(settings, framework)
                + ENDPOINTS)
        .free()
        .arrivals(rows);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "sync,    sync,  0.11,  0.11,  0.11,  0.11, 0.11",
    "gthread, sync,       , 0.011, 0.011, 0.11, 0.011",
    "gevent,  sync,  0.11,  0.011, 0.11,  0.11, 0.11",
    "eventlet,sync,  0.11,  0.011, 0.11,  0.11, 0.11",
    "tornado, sync,  0.11,  0.11,  0.11,  0.11, 0.11",
    "uvicorn, async, 0.11,  0.011, 0.11,  0.11, 0.11",
    "uvicorn, sync,       , 0.011, 0.011, 0.11, 0.011",
  })
  void otherRequest_hasItsAnswerAt(
      String workerClass,
      String views,
      String cpu,
      String wait,
      String block,
      String held,
      String core) {
    String[] steps = {"cpu", "wait", "block", "held", "core"};
    String[] answered = {cpu, wait, block, held, core};
    for (int i = 0; i < steps.length; i++) {
      if (answered[i] == null) {
        continue; // chance decides who gets the GIL
      }
      assertThat(
              worker(
                      "worker_class: " + workerClass + ", threads: 2",
                      "django: { views: " + views + " }",
                      "at,request",
                      "0," + steps[i],
                      "0.001,page")
                  .ends())
          .as(steps[i])
          .contains("1: 200 at " + answered[i] + "s");
    }
  }

  /** Two requests of 100 ms and 10 ms of CPU, 1 ms apart; the latency of the second, 400 times. */
  private static List<Integer> besideABurner(String settings, String second) {
    String[] rows = new String[801];
    rows[0] = "at,request";
    for (int i = 0; i < 400; i++) {
      rows[2 * i + 1] = i + ",cpu";
      rows[2 * i + 2] = i + ".001," + second;
    }
    Trial trial = worker(settings, "", rows).with("duration=400s");
    List<Integer> latencies = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      latencies.add((int) Math.round((trial.end(2 * i + 1) - i - 0.001) * 1e3));
    }
    return latencies;
  }

  /**
   * The main thread waits 5 ms before it accepts; three times in ten the accept costs it the GIL.
   * Then half of the new threads run before the burner. The page takes two turns of 5 ms.
   */
  @Test
  void mainThread_waitsForTheGilBeforeItAccepts() {
    List<Integer> latencies = besideABurner("worker_class: gthread, threads: 2", "page");
    assertThat(latencies).allMatch(latency -> latency >= 20 && latency % 5 == 0);
    assertThat(share(latencies, 20))
        .as("and sends its answer at once")
        .isCloseTo(0.35 * 0.4, within(0.06));
  }

  /** A thread that only waits gets the GIL back after 5 ms, each time it has waited. */
  @Test
  void ioBoundThread_waits5msAfterEachReturn() {
    List<Integer> latencies = besideABurner("worker_class: gthread, threads: 2", "io");
    assertThat(share(latencies, 5 + 3 * 6))
        .as("runs at once, and sends its answer without losing the GIL")
        .isCloseTo(0.35 * 0.4, within(0.06));
    assertThat(latencies).allMatch(latency -> latency >= 5 + 3 * 6);
  }

  private static double share(List<Integer> latencies, int of) {
    return latencies.stream().filter(latency -> latency == of).count() / (double) latencies.size();
  }

  @Test
  void twoThreads_shareTheGilInTurnsOf5ms() {
    List<Integer> latencies = besideABurner("worker_class: gthread, threads: 2", "cpu");
    assertThat(latencies).allMatch(latency -> latency >= 180 && latency <= 199);
  }

  @Test
  void hub_runsToTheEndInOrder() {
    assertThat(
            worker("worker_class: gevent", "", "at,request", "0,page", "0,page", "0.001,page")
                .ends())
        .containsExactly("0: 200 at 0.01s", "1: 200 at 0.02s", "2: 200 at 0.03s");
  }

  @Test
  void blockedHub_acceptsNobodyAndDelaysTimers() {
    Trial trial =
        worker(
            "worker_class: gevent, backlog: 1",
            "",
            "at,request",
            "0,sleep",
            "0.01,block",
            "0.02,page",
            "0.03,page");
    assertThat(trial.ends())
        .containsExactly(
            "0: 200 at 0.11s", "1: 200 at 0.11s", "2: 200 at 0.12s", "3: 200 at 0.13s");
    assertThat(trial.resource("gunicorn.backlog").queueMax()).isEqualTo(2);
    assertThat(trial.counter("gunicorn.stalls")).isEqualTo(1);
  }

  @Test
  void blockingCallOnACore_waitsForOne() {
    assertThat(
            Trial.of(
                    """
                    duration: 1s
                    hosts: { app: { cpus: 1 } }
                    traffic: { visitors: { arrivals: trace arrivals.csv } }
                    stack: { gunicorn: { host: app, worker_class: gthread, threads: 2 } }
                    """
                        + ENDPOINTS)
                .free()
                .arrivals("at,request", "0,core", "0,core")
                .ends())
        .as("two on one core")
        .containsExactly("0: 200 at 0.2s", "1: 200 at 0.2s");
  }

  @Test
  void syncWorkers_areOneFairQueue() {
    assertThat(
            worker(
                    "worker_class: sync, workers: 2",
                    "",
                    "at,request",
                    "0,cpu",
                    "0,page",
                    "0.001,page",
                    "0.002,page",
                    "0.003,page")
                .ends())
        .as("the short ones pass through the other worker, in order")
        .containsExactly(
            "0: 200 at 0.1s",
            "1: 200 at 0.01s",
            "2: 200 at 0.02s",
            "3: 200 at 0.03s",
            "4: 200 at 0.04s");
  }

  @Test
  void gthreadWorkers_haveQueuesOfTheirOwn() {
    Trial trial =
        Trial.of(
                """
                duration: 20s
                traffic: { visitors: { arrivals: trace arrivals.csv } }
                stack: { gunicorn: { worker_class: gthread, workers: 2, threads: 2 } }
                endpoints: { page: [ wait: 200ms ] }
                """)
            .arrivals(rows(40, "page"));
    assertThat(trial.all().latencyMs().max())
        .as("40 simultaneous requests of 0.2 s on 4 threads; a shared queue needs 2.0 s")
        .isBetween(2_150.0, 4_100.0);
    assertThat(trial.resource("gunicorn.threads").queueMax())
        .as("accepted by the main threads, waiting inside")
        .isBetween(30, 36);
  }

  @Test
  void gthread_acceptsUpToWorkerConnections() {
    Trial trial =
        worker(
            "worker_class: gthread, threads: 1, worker_connections: 2",
            "",
            "at,request",
            "0,sleep",
            "0.001,sleep",
            "0.002,sleep");
    assertThat(trial.ends()).contains("2: 200 at 0.06s");
    assertThat(trial.resource("gunicorn.threads").queueMax()).isEqualTo(1);
    assertThat(trial.resource("gunicorn.backlog").queueMax()).isEqualTo(1);
  }

  @Test
  void gevent_runsUpToWorkerConnections() {
    assertThat(
            worker(
                    "worker_class: gevent, worker_connections: 2",
                    "",
                    "at,request",
                    "0,sleep",
                    "0,sleep",
                    "0,sleep")
                .ends())
        .containsExactly("0: 200 at 0.02s", "1: 200 at 0.02s", "2: 200 at 0.04s");
  }

  @Test
  void blockedWorker_stallsOnlyItsOwn() {
    String[] rows = new String[202];
    rows[0] = "at,request";
    for (int i = 1; i <= 200; i++) {
      rows[i] = i * 0.001 + (i == 100 ? ",block" : ",sleep");
    }
    rows[201] = "0.2005,sleep";
    Trial trial = worker("worker_class: gevent, workers: 4", "", rows);
    assertThat(trial.endpoint("sleep").latencyMs().p50()).isBetween(20.0, 21.0);
    assertThat(trial.endpoint("sleep").latencyMs().p99()).isGreaterThan(80);
  }

  private static String[] rows(int count, String endpoint) {
    String[] rows = new String[count + 1];
    rows[0] = "at,request";
    for (int i = 1; i <= count; i++) {
      rows[i] = "0," + endpoint;
    }
    return rows;
  }

  @Test
  void gthreadWhoseGilIsHeldByCCode_acceptsNothing_aSiblingDoes() {
    Trial trial =
        Trial.of(
                """
                duration: 20s
                traffic: { clients: { arrivals: trace arrivals.csv } }
                stack: { gunicorn: { worker_class: gthread, workers: 2, threads: 2, timeout: 0 } }
                endpoints:
                  stuck: [ block: { time: 5s, gil: held } ]
                  page: [ wait: 10ms ]
                """)
            .free()
            .arrivals("at,request", "0,stuck", "1,page", "1,page", "1,page", "1,page");
    assertThat(trial.endpoint("page").latencyMs().max()).isLessThan(100);
  }
}
