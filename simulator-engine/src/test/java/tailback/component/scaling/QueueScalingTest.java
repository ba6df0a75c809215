package tailback.component.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.scenario.Problem;

/** Workers of a queue that come and go with what waits in it. */
final class QueueScalingTest {

  /** A task takes a second, so a worker of two children does two a second; ten come. */
  private static Trial trial(String queue, String autoscale, String expect) {
    return Trial.of(
            """
            duration: 40m
            hosts: { w: { cpus: 4 } }
            traffic: { page: { arrivals: constant 10/s, profile: [ { at: 0s, x: 1 }, { at: 1000s, x: 1 }, { at: 1001s, x: 0 } ] } }
            stack:
              gunicorn: { worker_class: gthread, threads: 50 }
              queue: { %s, host: w, autoscale: %s }
            endpoints: { page: [ enqueue: { queue: queue, task: job } ] }
            tasks: { job: [ wait: 1s ] }
            expect: [ '%s' ]
            """
                .formatted(queue, autoscale, expect))
        .free();
  }

  private static final String CELERY = "kind: celery, worker_concurrency: 2, boot: 10s";

  private static String measured(Trial trial) {
    return trial.run().expectations().get(0).measured();
  }

  /** Figures at 1, 2 and 3 min; the third is published at 4 min; 45 s to boot; 10 s to start. */
  @Test
  void ecs_scalesOutByTheBacklogPerTask() {
    Trial trial =
        trial(CELERY, "{ max: 8, target_queue: 20 }", "first(busy(queue.replicas) >= 2) < 1s");
    assertThat(measured(trial)).isEqualTo("295 s");
    assertThat(trial.resource("queue.replicas").busyMax()).isEqualTo(8);
    assertThat(trial.endpoint("tasks.job").inFlight()).isZero();
    assertThat(trial.counter("queue.scale_ins")).as("when all is done").isPositive();
    assertThat(trial.endpoint("tasks.job").failed()).isZero();
  }

  /** The first figure is 15 s old at 30 s, and says 8/s x 15 s, of which 8 are prefetched. */
  @Test
  void hpa_dividesWhatWaitsByTheTarget_butDoublesAtMostOrAddsFour() {
    Trial trial =
        trial(
            CELERY,
            "{ type: hpa, max: 30, target_queue: 20, boot: 0s }",
            "first(busy(queue.replicas) >= 2) < 1s");
    assertThat(measured(trial)).isEqualTo("40 s");
    Trial four =
        trial(
            CELERY,
            "{ type: hpa, max: 30, target_queue: 20, boot: 0s }",
            "first(busy(queue.replicas) >= 6) < 1s");
    assertThat(measured(four)).as("five after the first figure").isEqualTo("55 s");
  }

  @Test
  void rq_scalesLikeIt() {
    Trial trial =
        trial(
            "kind: rq, workers: 2, boot: 10s",
            "{ max: 8, target_queue: 20 }",
            "first(busy(queue.replicas) >= 2) < 1s");
    assertThat(measured(trial)).isEqualTo("295 s");
  }

  /** Ten minutes for a task: a worker that is to go is killed after 30 s, its task comes back. */
  @Test
  void scaleIn_killsLongTasks() {
    Trial trial =
        trial(
                CELERY + ", task_acks_late: true, visibility_timeout: 1000",
                "{ type: hpa, min: 4, max: 4, target_queue: 20 }",
                "p95 < 1s")
            .with(
                "tasks.job=[ wait: 600s ]",
                "traffic.page.arrivals=constant 0.01/s",
                "traffic.page.profile=[ { at: 0s, x: 1 }, { at: 320s, x: 1 }, { at: 321s, x: 0 } ]",
                "timeline=[ { at: 390s, set: { queue.autoscale: "
                    + "{ type: hpa, min: 1, max: 1, target_queue: 20 } } } ]",
                "queue.worker_prefetch_multiplier=1");
    assertThat(trial.endpoint("tasks.job").failed()).isZero();
    assertThat(trial.endpoint("tasks.job").latencyMs().max())
        .as("it began anew after the visibility timeout")
        .isBetween(1600e3, 1700e3);
  }

  @Test
  void targetsThatMakeNoSense_areRefused() {
    assertThatThrownBy(() -> trial(CELERY, "{ max: 2, target_requests: 1 }", "p95 < 1s").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("target_requests of queue: it gets no requests; aim at target_queue");
    assertThatThrownBy(
            () ->
                trial(CELERY, "{ max: 2, target_queue: 1 }", "p95 < 1s")
                    .with("gunicorn.autoscale={ max: 2, target_queue: 1 }")
                    .scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("target_queue of gunicorn: it has no queue; aim at target_requests");
    assertThatThrownBy(
            () -> trial(CELERY, "{ max: 2, target_queue: 1, drain: 3s }", "p95 < 1s").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("drain of queue: no load balancer stands in front of workers");
  }
}
