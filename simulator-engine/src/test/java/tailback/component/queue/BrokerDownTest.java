package tailback.component.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Workers and producers without their Redis. */
final class BrokerDownTest {

  private static Trial trial(String redis, String queue, String deed, String... rows) {
    return Trial.of(
            """
            duration: 1000s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { workers: 20 }
              redis: { %s }
              queue: { %s }
            endpoints: { page: [ enqueue: { queue: queue, task: job } ] }
            tasks: { job: [ wait: 2s ] }
            timeline: [ { at: 5s, do: %s } ]
            """
                .formatted(redis, queue, deed))
        .free()
        .arrivals(rows);
  }

  private static final String KEEPS = "appendonly: true, boot: 10s";
  private static final String CELERY =
      "kind: celery, worker_concurrency: 1, worker_prefetch_multiplier: 1";

  /** Three retries, after 0, 0.2 and 0.4 s. */
  @Test
  void celeryProducer_triesForPointSixSeconds() {
    Trial trial = trial(KEEPS, CELERY, "redis.restart", "at,request", "6,page", "14.7,page");
    assertThat(trial.ends()).containsExactly("0: 500 at 6.6s", "1: 200 at 15.3s");
    assertThat(trial.all().errors())
        .containsEntry("kombu.exceptions.OperationalError: Error 111. Connection refused.", 1L);
  }

  @Test
  void celeryProducer_triesAsItsPolicySays() {
    String policy = ", task_publish_retry_policy: { max_retries: 1, interval_start: 3 }";
    Trial trial = trial(KEEPS, CELERY + policy, "redis.restart", "at,request", "6,page");
    assertThat(trial.end(0)).as("the interval is at most 1 s").isEqualTo(7);
    Trial never =
        trial(
            KEEPS, CELERY + ", task_publish_retry: false", "redis.restart", "at,request", "6,page");
    assertThat(never.end(0)).isEqualTo(6);
  }

  @Test
  void rqProducer_failsAtOnce() {
    Trial trial = trial(KEEPS, "kind: rq", "redis.restart", "at,request", "6,page");
    assertThat(trial.ends()).containsExactly("0: 500 at 6.0s");
    assertThat(trial.all().errors())
        .containsEntry("ConnectionError: Error 111 connecting to redis.", 1L);
  }

  /** Attempts at 5, 7, 11 and 17 s; Redis is there again at 15 s. */
  @Test
  void celeryWorker_connectsAfterTwoFourSixSeconds() {
    Trial trial = trial(KEEPS, CELERY, "redis.restart", "at,request", "16,page");
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isEqualTo(3000, within(1e-6));
  }

  /** Attempts at 5, 6, 8, 12 and 20 s. */
  @Test
  void rqWorker_connectsAfterOneTwoFourEightSeconds() {
    Trial trial = trial(KEEPS, "kind: rq", "redis.restart", "at,request", "16,page");
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isEqualTo(6000, within(1e-6));
  }

  /** At 5 s one runs, one is fetched, two wait. The fetched one is forgotten for a while. */
  @Test
  void celeryWorker_goesOnWithWhatRuns_andForgetsWhatItHasFetched() {
    Trial trial =
        trial(
            KEEPS,
            CELERY + ", visibility_timeout: 100",
            "redis.restart",
            "at,request",
            "4,page",
            "4,page",
            "4,page",
            "4,page");
    assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(4);
    assertThat(trial.endpoint("tasks.job").latencyMs().p50()).isEqualTo(15e3, within(200.0));
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isBetween(102e3, 205e3);
  }

  @Test
  void redisThatForgets_losesWhatWaits_andWhatWasFetched() {
    Trial trial =
        trial("boot: 10s", CELERY, "redis.restart", "at,request", "4,page", "4,page", "4,page");
    assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(1);
    assertThat(trial.endpoint("tasks.job").errors())
        .containsEntry("the broker has lost the message", 2L);
  }

  @Test
  void flush_losesWhatWaits_butNotWhatAWorkerHolds() {
    Trial trial = trial("", CELERY, "redis.flush", "at,request", "4,page", "4,page", "4,page");
    assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(2);
    assertThat(trial.endpoint("tasks.job").failed()).isEqualTo(1);
  }

  /** It runs to its end, nobody can be told, and the message is handed out again. */
  @Test
  void lateAcknowledgementThatDoesNotArrive_runsTheTaskTwice() {
    Trial trial =
        trial(
            KEEPS,
            CELERY + ", task_acks_late: true, visibility_timeout: 100",
            "redis.restart",
            "at,request",
            "4,page");
    assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(2);
    assertThat(trial.counter("queue.handed_out_again")).isEqualTo(1);
  }

  @Test
  void jobThatRuns_goesOn() {
    Trial trial = trial(KEEPS, "kind: rq", "redis.restart", "at,request", "4,page", "4,page");
    assertThat(trial.endpoint("tasks.job").latencyMs().p50()).isEqualTo(2000, within(50.0));
    assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(2);
  }

  // ---- told to stop

  /** One runs, one is fetched: that goes to the other worker at once. */
  @Test
  void stop_finishesWhatRuns_andGivesBackTheRest() {
    Trial trial =
        trial(
            "",
            CELERY + ", replicas: 2",
            "\"queue[1].stop\"",
            "at,request",
            "4,page",
            "4,page",
            "4.5,page",
            "4.5,page");
    assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(4);
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isEqualTo(5500, within(1e-6));
  }

  @Test
  void stopTimeout_killsWhatTakesTooLong() {
    Trial celery = trial("", CELERY + ", stop_timeout: 1s", "queue.stop", "at,request", "4.5,page");
    assertThat(celery.endpoint("tasks.job").errors()).containsEntry("WorkerLostError", 1L);
    Trial rq = trial("", "kind: rq, stop_timeout: 1s", "queue.stop", "at,request", "4.5,page");
    assertThat(rq.endpoint("tasks.job").errors())
        .containsEntry("rq.exceptions.AbandonedJobError", 1L);
  }

  @Test
  void start_bringsItBack() {
    for (String kind : new String[] {CELERY, "kind: rq"}) {
      Trial trial =
          trial("", kind + ", boot: 3s", "queue.stop", "at,request", "4,page", "6,page")
              .with("timeline=[ { at: 5s, do: queue.stop }, { at: 20s, do: queue.start } ]");
      assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(2);
      assertThat(trial.endpoint("tasks.job").latencyMs().max())
          .isEqualTo(17e3 + 2000, within(1e-3));
    }
  }
}
