package tailback.component.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Celery and RQ: the request hands over and goes on; workers take one task at a time. */
final class TaskQueueTest {

  private static Trial tasks(String parts, String queue, String... rows) {
    return Trial.of(
            """
            duration: 100s
            hosts: { app: { cpus: 1 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { workers: 20 }
              %s
            endpoints: { page: [ enqueue: { queue: %s, task: job } ] }
            tasks: { job: [ wait: 2s ] }
            """
                .formatted(parts, queue))
        .free("celery.publish=1ms", "worker.rq.cpu=10ms")
        .arrivals(rows);
  }

  @Test
  void request_doesNotWaitForItsTask() {
    Trial trial =
        tasks("celery: { worker_concurrency: 1 }", "celery", "at,request", "0,page", "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.001s", "1: 200 at 0.001s");
    assertThat(trial.all().timeInMs()).containsEntry("celery.publish", 1.0);
  }

  private static final String[] FIVE = {
    "at,request", "0,page", "0,page", "0,page", "0,page", "0,page"
  };

  @Test
  void concurrency_isTasksAtOnce() {
    Trial trial = tasks("celery: { worker_concurrency: 2 }", "celery", FIVE);
    assertThat(trial.resource("celery.workers").capacity()).isEqualTo(2);
    assertThat(trial.resource("celery.workers").busyMean() * 100).isEqualTo(10, within(1e-9));
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isEqualTo(6000);
  }

  @Test
  void task_isMeasuredLikeARequest_andIsNone() {
    Trial trial = tasks("celery: { worker_concurrency: 1 }", "celery", FIVE);
    assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(5);
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isEqualTo(10_000);
    assertThat(trial.endpoint("tasks.job").timeInMs()).containsEntry("wait", 2000.0);
    assertThat(trial.all().offered()).isEqualTo(5);
    assertThat(trial.all().latencyMs().max()).isEqualTo(1);
  }

  @Test
  void replicas_shareOneQueue() {
    Trial trial =
        tasks("celery: { worker_concurrency: 1, replicas: 2 }", "celery", FIVE)
            .with("celery.worker_prefetch_multiplier=1");
    assertThat(trial.resource("celery.workers").capacity()).isEqualTo(2);
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isEqualTo(6000);
  }

  /** Two tasks wait with a worker of one child, whose message counts until its task begins. */
  @Test
  void prefetched_isWhatAWorkerHolds() {
    Trial trial =
        tasks("celery: { worker_concurrency: 1, worker_prefetch_multiplier: 2 }", "celery", FIVE);
    assertThat(trial.resource("celery.prefetched").queueMax()).isEqualTo(2);
    assertThat(trial.resource("celery.queue").queueMax()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void acksLate_theRunningOneCounts() {
    Trial trial =
        tasks(
            "celery: { worker_concurrency: 1, worker_prefetch_multiplier: 2, task_acks_late: true }",
            "celery",
            FIVE);
    assertThat(trial.resource("celery.prefetched").queueMax()).isEqualTo(2);
    assertThat(trial.resource("celery.prefetched").queueMean() * 100)
        .as("one, until the last begins")
        .isEqualTo(8, within(0.1));
  }

  /** The first worker holds two more beside the long one, though the other worker is idle. */
  @Test
  void prefetched_isNotStolen() {
    Trial trial =
        tasks(
                "celery: { worker_concurrency: 1, worker_prefetch_multiplier: 2, replicas: 2 }",
                "celery",
                "at,request,takes",
                "0,page,20",
                "1,page,1",
                "2,page,1",
                "2.1,page,1",
                "2.2,page,1",
                "2.3,page,1")
            .with("tasks.job=[ wait: trace takes ]");
    assertThat(trial.resource("celery.queue").queueMax()).isLessThanOrEqualTo(1);
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isBetween(19_000.0, 21_000.0);
    assertThat(trial.resource("celery.prefetched").queueMean() * 100).isGreaterThan(30);
  }

  /** Before 5.3 it sleeps until its heartbeat; since, it acknowledges first. */
  @Test
  void version_decidesWhetherALateAcknowledgementMakesRoom() {
    String settings =
        "worker_concurrency: 1, worker_prefetch_multiplier: 1, task_acks_late: true, version: ";
    assertThat(
            tasks("celery: { " + settings + "5.3 }", "celery", FIVE)
                .endpoint("tasks.job")
                .latencyMs()
                .max())
        .isEqualTo(10_000);
    assertThat(
            tasks("celery: { " + settings + "5.2 }", "celery", FIVE)
                .endpoint("tasks.job")
                .latencyMs()
                .max())
        .isBetween(11_000.0, 20_000.0);
  }

  @Test
  void timeLimit_killsTheChild_andAnotherIsForked() {
    Trial trial = tasks("celery: { worker_concurrency: 1, task_time_limit: 1 }", "celery", FIVE);
    assertThat(trial.endpoint("tasks.job").errors()).containsEntry("TimeLimitExceeded", 5L);
    assertThat(trial.endpoint("tasks.job").failed()).isEqualTo(5);
    assertThat(trial.resource("celery.workers").busyMean() * 100).isEqualTo(5, within(1e-6));
    assertThat(trial.all().failed()).isZero();
  }

  @Test
  void maxTasksPerChild_forksAnother() {
    Trial trial =
        tasks("celery: { worker_concurrency: 1, worker_max_tasks_per_child: 2 }", "celery", FIVE)
            .free("celery.fork.cpu=1000ms");
    assertThat(trial.endpoint("tasks.job").latencyMs().max())
        .as("five tasks, and a fork after the second and the fourth")
        .isEqualTo(12_000);
  }

  /** Five tasks at once, one child at first; the others are forked, and end when all is quiet. */
  @Test
  void autoscale_forksForTheTasksItHolds_andEndsThoseThatAreIdle() {
    Trial trial =
        tasks(
                "celery: { autoscale_max: 3, autoscale_min: 1 }",
                "celery",
                "at,request",
                "0,page",
                "0,page",
                "0,page",
                "70,page",
                "70,page")
            .free("celery.fork.cpu=1000ms");
    assertThat(trial.resource("celery.workers").busyMax()).isEqualTo(3);
    assertThat(trial.endpoint("tasks.job").latencyMs().mean())
        .as("of three two wait for a fork, and later, of two, one does again")
        .isEqualTo((2000 + 3000 + 3000 + 2000 + 3000) / 5.0, within(1e-6));
  }

  private static Trial killed(String settings) {
    return tasks(
            "celery: { worker_concurrency: 1, worker_prefetch_multiplier: 1, boot: 10s, "
                + settings
                + " }",
            "celery",
            "at,request",
            "0,page",
            "0,page",
            "0,page")
        .with("timeline=[ { at: 1s, do: celery.kill } ]", "duration=400s");
  }

  /** The running task was acknowledged, the fetched one was not, the third is in the queue. */
  @Test
  void kill_losesTheRunningTask_andWhatWasFetchedComesBackFromRabbit() {
    Trial trial = killed("transport: amqp");
    assertThat(trial.endpoint("tasks.job").errors()).containsEntry("WorkerLostError", 1L);
    assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(2);
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isEqualTo(15_000 - 1);
  }

  @Test
  void kill_whatWasFetchedComesBackFromRedis_afterTheVisibilityTimeout() {
    Trial trial = killed("visibility_timeout: 200");
    assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(2);
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isBetween(202_000.0, 302_000.0);
  }

  @Test
  void acksLate_losesNothing() {
    Trial trial = killed("transport: amqp, task_acks_late: true");
    assertThat(trial.endpoint("tasks.job").failed()).isZero();
    assertThat(trial.endpoint("tasks.job").completed()).isEqualTo(3);
  }

  @Test
  void amqp_doesNotPassThroughRedis() {
    Trial trial = tasks("redis: {}\n  celery: { transport: amqp }", "celery", FIVE);
    assertThat(trial.resource("redis.loop").arrivals()).isZero();
  }

  @Test
  void jobTimeout_endsAJob() {
    Trial trial = tasks("rq: { default_timeout: 1 }", "rq", FIVE);
    assertThat(trial.endpoint("tasks.job").errors())
        .containsEntry("rq.timeouts.JobTimeoutException", 5L);
  }

  @Test
  void jobImport_isDoneForEachJob() {
    Trial trial = tasks("rq: { job_import: 500ms }", "rq", FIVE);
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isEqualTo(12_550);
  }

  /** A C call that is over is no task that is over. */
  @Test
  void blockingTask_hasItsProcessToItself() {
    Trial trial =
        tasks("celery: { worker_concurrency: 1 }", "celery", FIVE)
            .with("tasks.job=[ block: 1s, wait: 1s ]");
    assertThat(trial.endpoint("tasks.job").latencyMs().max()).isEqualTo(10_000);
  }

  @Test
  void rq_forksForEachJob() {
    Trial trial = tasks("rq: { workers: 1, host: app }", "rq", "at,request", "0,page", "0,page");
    assertThat(trial.resource("rq.workers").busyMean() * 100).isEqualTo(4.02, within(1e-9));
    assertThat(trial.resource("app.cpu").busyMean() * 100).isEqualTo(0.02, within(1e-9));
  }

  @Test
  void redis_carriesTheTasks() {
    Trial trial =
        tasks("redis: {}\n  celery: {}", "celery", "at,request", "0,page", "0,page")
            .free("redis.command=5ms");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.005s", "1: 200 at 0.01s");
    assertThat(trial.resource("redis.loop").arrivals()).isEqualTo(2);
  }

  @Test
  void failedTask_isDroppedAndItsWorkerGoesOn() {
    Trial trial =
        tasks(
                "celery: { worker_concurrency: 1 }\n"
                    + "  broken: { kind: service, time: 1s, failure: 100% }",
                "celery", "at,request", "0,page", "0,page")
            .with("tasks.job=[ call: broken, wait: 50s ]");
    assertThat(trial.all().completed()).isEqualTo(2);
    assertThat(trial.resource("celery.workers").busyMean() * 100).isEqualTo(2, within(1e-9));
  }
}
