package tailback.component.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.scenario.Problem;

/** Which of the tasks that wait begins next. */
final class PrioritiesTest {

  /** A task occupies the only worker; then two come that differ, the usual one first. */
  private static Trial trial(String queue, String usual, String urgent) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { workers: 20 }
              queue: { %s }
            endpoints:
              usual: [ enqueue: { queue: queue, task: usual, %s } ]
              urgent: [ enqueue: { queue: queue, task: urgent, %s } ]
            tasks: { usual: [ wait: 2s ], urgent: [ wait: 2s ] }
            """
                .formatted(queue, usual, urgent))
        .free()
        .arrivals("at,request", "0,usual", "1,usual", "1.5,urgent");
  }

  private static final String CELERY =
      "kind: celery, worker_concurrency: 1, worker_prefetch_multiplier: 1, task_acks_late: true";

  private static void urgentIsFirst(Trial trial) {
    assertThat(trial.endpoint("tasks.urgent").latencyMs().max()).isEqualTo(2500);
    assertThat(trial.endpoint("tasks.usual").latencyMs().max()).isEqualTo(5000);
  }

  private static void usualIsFirst(Trial trial) {
    assertThat(trial.endpoint("tasks.urgent").latencyMs().max()).isEqualTo(4500);
    assertThat(trial.endpoint("tasks.usual").latencyMs().max()).isEqualTo(3000);
  }

  @Test
  void redis_zeroIsTheHighest_andThatOfTasksThatSayNone() {
    urgentIsFirst(trial(CELERY, "priority: 9", "priority: 0"));
    urgentIsFirst(trial(CELERY, "priority: 3", "countdown: 0s"));
    usualIsFirst(trial(CELERY, "countdown: 0s", "priority: 9"));
    urgentIsFirst(trial(CELERY + ", task_default_priority: 6", "countdown: 0s", "priority: 3"));
  }

  @Test
  void redis_hasFourSteps_orThoseThatAreSaid() {
    usualIsFirst(trial(CELERY, "priority: 5", "priority: 4"));
    urgentIsFirst(trial(CELERY + ", priority_steps: [ 0, 4, 5 ]", "priority: 5", "priority: 4"));
  }

  @Test
  void rabbit_hasRealPriorities_andZeroIsTheLowest() {
    String rabbit = CELERY + ", transport: amqp";
    urgentIsFirst(trial(rabbit + ", task_queue_max_priority: 10", "priority: 4", "priority: 5"));
    urgentIsFirst(trial(rabbit + ", task_queue_max_priority: 10", "countdown: 0s", "priority: 1"));
    usualIsFirst(trial(rabbit, "priority: 4", "priority: 5"));
    usualIsFirst(trial(rabbit + ", task_queue_max_priority: 3", "priority: 4", "priority: 5"));
  }

  /** What a worker has fetched is not sorted again. */
  @Test
  void prefetched_keepsItsOrder() {
    String greedy = "kind: celery, worker_concurrency: 1, worker_prefetch_multiplier: 4";
    usualIsFirst(trial(greedy, "priority: 9", "priority: 0"));
  }

  @Test
  void rq_looksIntoItsQueuesInOrder() {
    String queues = "kind: rq, queues: [ high, default ]";
    urgentIsFirst(trial(queues, "countdown: 0s", "queue_name: high"));
    usualIsFirst(trial(queues, "queue_name: high", "queue_name: default"));
  }

  @Test
  void queueThatNobodyServes_isRefused() {
    assertThatThrownBy(
            () ->
                trial("kind: rq, queues: [ high ]", "queue_name: high", "countdown: 0s").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no worker of queue serves the queue 'default'");
    assertThatThrownBy(() -> trial(CELERY, "countdown: 0s", "queue_name: high").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("queue has one queue");
    assertThatThrownBy(() -> trial("kind: rq", "countdown: 0s", "priority: 1").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("jobs of queue have none");
    assertThatThrownBy(
            () ->
                trial(CELERY + ", priority_steps: [ 3, 0 ]", "priority: 1", "priority: 1")
                    .scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("priority_steps begin with 0 and ascend");
  }
}
