package tailback.component.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    // the last beat was at 0.5 s, and 4 s later the next look comes within a second
    "sync,     sync,  wait: 10s,  502, 4.5,  5.5",
    "sync,     sync,  cpu: 10s,   502, 4.5,  5.5",
    // a call of Python's own is interrupted by SIGABRT
    "sync,     sync,  block: 10s, 502, 4.5,  5.5",
    // one in a C library is not: SIGKILL follows at the next look
    "sync,     sync,  'block: { time: 10s, gil: held }',   502, 5.5,  6.5",
    "gthread,  sync,  'block: { time: 10s, gil: held }',   502, 5.5,  6.5",
    "gthread,  sync,  wait: 10s,  200, 10.5, 10.5",
    "gthread,  sync,  block: 10s, 200, 10.5, 10.5",
    "gthread,  sync,  cpu: 10s,   200, 10.5, 10.5",
    "gevent,   sync,  wait: 10s,  200, 10.5, 10.5",
    "eventlet, sync,  wait: 10s,  200, 10.5, 10.5",
    // loops beat once a second: the last beat was up to a second before 0.5 s
    "tornado,  sync,  wait: 10s,  502, 3.5,  5.5",
    "gevent,   sync,  cpu: 10s,   502, 3.5,  5.5",
    "gevent,   sync,  block: 10s, 502, 3.5,  5.5",
    "eventlet, sync,  block: 10s, 502, 3.5,  5.5",
    "gevent,   sync,  'block: { time: 10s, gil: held }',   502, 4.5,  6.5",
    "eventlet, sync,  'block: { time: 10s, cpu: true }', 502, 4.5,  6.5",
    "uvicorn,  async, wait: 10s,  200, 10.5, 10.5",
    "uvicorn,  async, cpu: 10s,   502, 2.5,  5.5",
    "uvicorn,  sync,  wait: 10s,  200, 10.5, 10.5",
    "uvicorn,  sync,  cpu: 10s,   200, 10.5, 10.5",
  })
  void stuckRequest_ends(
      String workerClass, String views, String step, int status, double from, double to) {
    Trial trial =
        stuck(
            "timeout: 4, threads: 2, worker_class: " + workerClass,
            "django: { views: " + views + " }",
            step);
    assertThat(trial.ends()).anyMatch(end -> end.startsWith("0: " + status));
    assertThat(trial.end(0)).isBetween(from, to);
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(status == 200 ? 0 : 1);
  }

  @Test
  void cCodeThatKeepsTheGil_getsAGthreadWorkerKilled_andNobodyAcceptsMeanwhile() {
    Trial trial =
        stuck(
            "timeout: 4, threads: 2, worker_class: gthread", "", "block: { time: 10s, gil: held }");
    assertThat(trial.end(1)).isCloseTo(trial.end(0) + 0.11, within(1e-6));
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
    assertThat(trial.end(0)).as("the last beat was up to 5 s before 4.9 s").isBetween(9.9, 15.9);
  }

  @Test
  void abortedCall_thatReturnsBeforeTheNextLook_endsItsWorkerThen() {
    Trial trial = stuck("timeout: 4", "", "block: { time: 5.2s, gil: held }");
    assertThat(trial.end(0)).as("SIGABRT at 4.5 to 5.5 s, back in Python then").isEqualTo(5.7);
    assertThat(trial.end(1)).as("a new worker after 0.1 s").isCloseTo(5.81, within(1e-6));
    assertThat(trial.counter("gunicorn.kills")).isEqualTo(1);
  }

  @Test
  void kill_losesOnlyTheRequestOfItsWorker_andTheQueueSurvives() {
    Trial trial = stuck("timeout: 4", "", "wait: 10s");
    assertThat(trial.ends()).anyMatch(end -> end.startsWith("0: 502"));
    assertThat(trial.ends()).anyMatch(end -> end.startsWith("1: 200"));
    assertThat(trial.end(1))
        .as("a new worker 0.1 s later")
        .isCloseTo(trial.end(0) + 0.11, within(1e-6));
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
    assertThat(trial.ends()).hasSize(3).allMatch(end -> end.contains("502 at "));
    assertThat(trial.end(0)).isBetween(3.5, 5.5).isEqualTo(trial.end(1)).isEqualTo(trial.end(2));
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
    assertThat(trial.end(0)).isBetween(2.5, 3.5);
    assertThat(trial.ends()).contains("1: 504 at 61.0s");
    assertThat(trial.counter("gunicorn.kills")).as("one every two seconds").isEqualTo(149);
  }

  @Test
  void timeoutZero_neverKills() {
    assertThat(stuck("timeout: 0", "", "wait: 40s").ends())
        .containsExactly("0: 200 at 40.5s", "1: 200 at 40.51s");
  }

  @Test
  void fourWorkers_oneStuck_doNotNotice() {
    Trial trial = stuck("timeout: 4, workers: 4", "", "wait: 10s");
    assertThat(trial.ends()).anyMatch(end -> end.startsWith("0: 502")).contains("1: 200 at 1.01s");
  }
}
