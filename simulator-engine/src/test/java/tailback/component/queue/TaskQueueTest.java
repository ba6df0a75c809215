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

  @Test
  void concurrency_isTasksAtOnce() {
    Trial trial =
        tasks(
            "celery: { worker_concurrency: 2 }",
            "celery",
            "at,request",
            "0,page",
            "0,page",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.resource("celery.workers").capacity()).isEqualTo(2);
    assertThat(trial.resource("celery.workers").busyMean() * 100).isEqualTo(10, within(1e-9));
    assertThat(trial.resource("celery.queue").queueMax()).isEqualTo(3);
    assertThat(trial.resource("celery.queue").waitMs().max()).isEqualTo(4000);
  }

  @Test
  void replicas_shareOneQueue() {
    Trial trial =
        tasks(
            "celery: { worker_concurrency: 1, replicas: 2 }",
            "celery",
            "at,request",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.resource("celery.workers").capacity()).isEqualTo(2);
    assertThat(trial.resource("celery.queue").waitMs().max()).isEqualTo(2000);
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
