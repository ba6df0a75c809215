package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;

/** Whom {@code timeout} kills, when, and what dies with it. */
final class HeartbeatTest {

  private static Trial stuck(String settings, String framework, String steps) {
    return Trial.of(
            """
            duration: 60s
            hosts: { app: { cpus: 4 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              nginx: {}
              gunicorn: { host: app, boot: 100ms, %s }
              %s
            endpoints: { stuck: [ %s ], page: [ wait: 10ms ] }
            """
                .formatted(settings, framework, steps))
        .free()
        .arrivals("at,request", "0.5,stuck", "1,page");
  }

  @ParameterizedTest(name = "{0} {1}, {2}: {3}")
  @CsvSource({
    // checked at whole seconds: the first later than 0.5 s + 4 s
    "sync,     sync,  wait: 10s,  502 at 5.0s,  1",
    "sync,     sync,  cpu: 10s,   502 at 5.0s,  1",
    // SIGABRT does not help inside C code; SIGKILL follows at the next tick
    "sync,     sync,  block: 10s, 502 at 6.0s,  1",
    "gthread,  sync,  wait: 10s,  200 at 10.5s, 0",
    "gthread,  sync,  block: 10s, 200 at 10.5s, 0",
    "gthread,  sync,  cpu: 10s,   200 at 10.5s, 0",
    "gevent,   sync,  wait: 10s,  200 at 10.5s, 0",
    // the last beat was at 0 s
    "gevent,   sync,  cpu: 10s,   502 at 5.0s,  1",
    "gevent,   sync,  block: 10s, 502 at 6.0s,  1",
    "eventlet, sync,  wait: 10s,  200 at 10.5s, 0",
    "eventlet, sync,  block: 10s, 502 at 6.0s,  1",
    "tornado,  sync,  wait: 10s,  502 at 5.0s,  1",
    "uvicorn,  async, wait: 10s,  200 at 10.5s, 0",
    "uvicorn,  async, cpu: 10s,   502 at 5.0s,  1",
    "uvicorn,  sync,  wait: 10s,  200 at 10.5s, 0",
    "uvicorn,  sync,  cpu: 10s,   200 at 10.5s, 0",
  })
  void stuckRequest_ends(String workerClass, String views, String step, String end, long kills) {
    Trial trial =
        stuck(
            "timeout: 4, threads: 2, worker_class: " + workerClass,
            "django: { views: " + views + " }",
            step);
    assertThat(trial.ends()).contains("0: " + end);
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(kills);
  }

  @Test
  void cCodeThatKeepsTheGil_getsAGthreadWorkerKilled_andNobodyAcceptsMeanwhile() {
    Trial trial =
        stuck(
            "timeout: 4, threads: 2, worker_class: gthread", "", "block: { time: 10s, gil: held }");
    assertThat(trial.ends()).containsExactly("0: 502 at 6.0s", "1: 200 at 6.11s");
  }

  @Test
  void uvicorn_beatsTwiceInATimeout() {
    Trial trial =
        Trial.of(
                """
                duration: 60s
                traffic: { visitors: { arrivals: trace arrivals.csv } }
                stack: { nginx: {}, gunicorn: { worker_class: uvicorn, timeout: 10 } }
                endpoints: { stuck: [ cpu: 30s ] }
                """)
            .free()
            .arrivals("at,request", "4.9,stuck");
    assertThat(trial.ends()).as("the last beat was at 0 s").containsExactly("0: 502 at 11.0s");
  }

  @Test
  void abortedCall_thatReturnsBeforeTheNextLook_endsItsWorkerThen() {
    Trial trial = stuck("timeout: 4", "", "block: 4.7s");
    assertThat(trial.ends())
        .as("SIGABRT at 5 s, back in Python at 5.2 s, a new worker at 5.3 s")
        .containsExactly("0: 502 at 5.2s", "1: 200 at 5.31s");
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(1);
  }

  @Test
  void kill_losesOnlyTheRequestOfItsWorker_andTheQueueSurvives() {
    Trial trial = stuck("timeout: 4", "", "wait: 10s");
    assertThat(trial.ends())
        .as("killed at 5 s, a new worker 0.1 s later")
        .containsExactly("0: 502 at 5.0s", "1: 200 at 5.11s");
  }

  @Test
  void kill_takesAllConnectionsOfAHub() {
    Trial trial =
        Trial.of(
                """
                duration: 60s
                traffic: { visitors: { arrivals: trace arrivals.csv } }
                stack: { nginx: {}, gunicorn: { worker_class: gevent, timeout: 4 } }
                endpoints: { stuck: [ cpu: 10s ], sleep: [ wait: 20s ] }
                """)
            .free()
            .arrivals("at,request", "0.1,sleep", "0.2,sleep", "0.5,stuck");
    assertThat(trial.ends()).containsExactly("0: 502 at 5.0s", "1: 502 at 5.0s", "2: 502 at 5.0s");
    assertThat(trial.all().errors()).containsOnlyKeys("502 Bad Gateway");
  }

  @Test
  void kill_withoutNginx_isAReset() {
    Trial trial = stuck("timeout: 4", "", "wait: 10s").with("stack.nginx=null");
    assertThat(trial.all().errors()).containsEntry("connection reset by peer", 1L);
  }

  @Test
  void bootLongerThanTheTimeout_isACrashLoop() {
    Trial trial = stuck("timeout: 2", "", "wait: 10s").with("gunicorn.boot=4s", "duration=300s");
    assertThat(trial.ends()).containsExactly("0: 502 at 3.0s", "1: 504 at 61.0s");
    assertThat(trial.counter("gunicorn.kills")).as("one every three seconds").isEqualTo(100);
  }

  @Test
  void timeoutZero_neverKills() {
    assertThat(stuck("timeout: 0", "", "wait: 40s").ends())
        .containsExactly("0: 200 at 40.5s", "1: 200 at 40.51s");
  }

  @Test
  void fourWorkers_oneStuck_doNotNotice() {
    Trial trial = stuck("timeout: 4, workers: 4", "", "wait: 10s");
    assertThat(trial.ends()).isEqualTo(List.of("0: 502 at 5.0s", "1: 200 at 1.01s"));
  }
}
