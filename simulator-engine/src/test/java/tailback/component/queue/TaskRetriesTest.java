package tailback.component.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Results.EndpointResult;
import tailback.scenario.Problem;

/** Tasks that fail run again, now or later; and tasks that are to run later. */
final class TaskRetriesTest {

  /** One task, whose call fails after 1 s by that share. */
  private static Trial trial(String queue, String failure) {
    return Trial.of(
            """
            duration: 10000s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { workers: 20 }
              queue: { %s }
              api: { kind: service, time: 1s, failure: %s }
            endpoints: { page: [ enqueue: { queue: queue, task: job } ] }
            tasks: { job: [ call: api ] }
            """
                .formatted(queue, failure))
        .free()
        .arrivals("at,request", "0,page");
  }

  private static Trial celery(String options) {
    return trial("kind: celery, task_annotations: { job: { " + options + " } }", "100%");
  }

  private static EndpointResult task(Trial trial) {
    return trial.endpoint("tasks.job");
  }

  private static double seconds(Trial trial) {
    return trial.run().endpoints().get("tasks.job").latencyFailedMs().max() / 1000;
  }

  @Test
  void nothingIsRetried_unlessItsErrorIsNamed() {
    assertThat(task(celery("max_retries: 5")).attempts()).isEqualTo(1);
    assertThat(task(celery("autoretry_for: ReadTimeout")).attempts()).isEqualTo(1);
    assertThat(task(celery("autoretry_for: [ ReadTimeout, HTTPError ]")).attempts()).isEqualTo(4);
  }

  @Test
  void celery_retriesThreeTimes_threeMinutesApart() {
    Trial trial = celery("autoretry_for: Exception");
    assertThat(task(trial).attempts()).isEqualTo(4);
    assertThat(task(trial).failed()).as("it is one task").isEqualTo(1);
    assertThat(seconds(trial)).isEqualTo(4 + 3 * 180, within(1e-6));
  }

  @Test
  void backoff_doublesUpToItsMaximum() {
    Trial trial =
        celery(
            "autoretry_for: Exception, max_retries: 5, retry_backoff: 10, retry_backoff_max: 60,"
                + " retry_jitter: false");
    assertThat(seconds(trial)).isEqualTo(6 + 10 + 20 + 40 + 60 + 60, within(1e-6));
  }

  @Test
  void jitter_isWholeSeconds_betweenNothingAndTheBackoff() {
    Trial trial =
        celery(
            "autoretry_for: Exception, max_retries: 2, retry_backoff: 600, retry_backoff_max: 600");
    double waited = seconds(trial) - 3;
    assertThat(waited).isBetween(1.0, 1199.0);
    assertThat(waited).isEqualTo(Math.rint(waited), within(1e-6));
  }

  /** Each attempt draws anew: of tasks that fail half the time one in sixteen fails four times. */
  @Test
  void attemptsDrawAnew() {
    String[] rows = new String[401];
    rows[0] = "at,request";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = i + ",page";
    }
    Trial trial =
        trial(
                "kind: celery, worker_concurrency: 20, task_annotations:"
                    + " { job: { autoretry_for: Exception, default_retry_delay: 5 } }",
                "50%")
            .arrivals(rows);
    assertThat(task(trial).failed() / 400.0).isEqualTo(1 / 16.0, within(0.04));
    assertThat(task(trial).attempts() / 400.0).isEqualTo(1.875, within(0.15));
  }

  @Test
  void killedTask_isNotRetried() {
    Trial trial =
        trial(
                "kind: celery, task_time_limit: 1, task_annotations:"
                    + " { job: { autoretry_for: Exception } }",
                "0%")
            .with("tasks.job=[ wait: 10s ]");
    assertThat(task(trial).attempts()).isEqualTo(1);
    assertThat(task(trial).errors()).containsEntry("TimeLimitExceeded", 1L);
  }

  @Test
  void rq_retriesAtOnce_whateverItFailedOf() {
    Trial trial = trial("kind: rq, retry: { job: { max: 3 } }", "100%");
    assertThat(task(trial).attempts()).isEqualTo(4);
    assertThat(seconds(trial)).isEqualTo(4, within(1e-6));
    Trial slow =
        trial("kind: rq, default_timeout: 2, retry: { job: { max: 1 } }", "0%")
            .with("tasks.job=[ wait: 10s ]");
    assertThat(task(slow).attempts()).isEqualTo(2);
  }

  /** With fewer intervals than retries the first counts several times; it looks once a second. */
  @Test
  void rq_waitsTheIntervalOfTheTime() {
    Trial trial =
        trial(
            "kind: rq, with_scheduler: true, retry: { job: { max: 3, interval: [ 10, 60 ] } }",
            "100%");
    assertThat(seconds(trial)).isBetween(4 + 80.0, 4 + 83.0);
  }

  @Test
  void rq_withoutScheduler_refusesAnInterval() {
    assertThatThrownBy(
            () -> trial("kind: rq, retry: { job: { max: 3, interval: 10 } }", "0%").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("with_scheduler: true");
  }

  @Test
  void unknownTask_isRefused() {
    assertThatThrownBy(() -> trial("kind: rq, retry: { jobs: { max: 3 } }", "0%").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("there is no task 'jobs'")
        .hasMessageContaining("'job'");
  }

  // ---- countdown

  /** The first five wait for an hour in the memory of the worker, beside what it may hold. */
  @Test
  void countdown_isHeldBesideThePrefetched() {
    Trial trial =
        trial("kind: celery, worker_concurrency: 1, worker_prefetch_multiplier: 1", "0%")
            .with(
                "endpoints.later=[ enqueue: { queue: queue, task: later, countdown: 1000s } ]",
                "tasks.later=[ wait: 1s ]")
            .arrivals(
                "at,request", "0,later", "0,later", "0,later", "0,later", "0,later", "1,page");
    assertThat(task(trial).latencyMs().max()).as("nobody holds it up").isEqualTo(1000);
    assertThat(trial.endpoint("tasks.later").latencyMs().p50()).isBetween(1002e3, 1004e3);
    assertThat(trial.endpoint("tasks.later").latencyMs().max()).isEqualTo(1005e3, within(1.0));
    assertThat(trial.endpoint("tasks.later").timeInMs().get("queue.eta")).isEqualTo(1000e3);
  }

  /** Who holds a message for longer than that has it handed out again, and runs it twice. */
  @Test
  void countdownBeyondTheVisibilityTimeout_runsTwice() {
    Trial trial =
        trial("kind: celery, visibility_timeout: 1000", "0%")
            .with("endpoints.page=[ enqueue: { queue: queue, task: job, countdown: 1500s } ]");
    assertThat(trial.counter("queue.handed_out_again")).isEqualTo(1);
    assertThat(task(trial).completed()).isEqualTo(2);
  }

  @Test
  void lateAcknowledgement_ofATaskLongerThanTheVisibilityTimeout_runsItTwice() {
    String late = "kind: celery, visibility_timeout: 1000, task_acks_late: ";
    Trial trial = trial(late + "true", "0%").with("tasks.job=[ wait: 1500s ]");
    assertThat(task(trial).completed()).isGreaterThanOrEqualTo(2);
    assertThat(task(trial(late + "false", "0%").with("tasks.job=[ wait: 1500s ]")).completed())
        .isEqualTo(1);
  }

  @Test
  void rqCountdown_takesTheScheduler() {
    Trial trial =
        trial("kind: rq, with_scheduler: true", "0%")
            .with("endpoints.page=[ enqueue: { queue: queue, task: job, countdown: 60s } ]");
    assertThat(task(trial).latencyMs().max()).isBetween(61e3, 62e3);
    assertThatThrownBy(
            () ->
                trial("kind: rq", "0%")
                    .with("endpoints.page=[ enqueue: { queue: queue, task: job, countdown: 60s } ]")
                    .scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("nobody would begin the job without the scheduler");
  }
}
