package tailback.component.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.store.Redis;
import tailback.component.worker.Program;
import tailback.component.worker.Tasks;
import tailback.journal.Scene;
import tailback.kernel.Simulation;

/**
 * Celery: a queue in a broker and prefork workers, {@code worker_concurrency} child processes a
 * replica. Tasks may have a priority, a countdown, and retries ({@link TaskOptions}). Database
 * connections are closed before and after each task (Celery 5.6, fixups/django.py).
 */
public final class Celery implements TaskQueue {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>(
          "celery", Role.QUEUE, Settings.class, List.of("kill", "stop", "start"), Celery::new);

  /** The settings of a Celery worker that this model honours. */
  public record Settings(
      int workerConcurrency,
      int workerPrefetchMultiplier,
      boolean taskAcksLate,
      Duration taskTimeLimit,
      int workerMaxTasksPerChild,
      int autoscaleMax,
      int autoscaleMin,
      double version,
      Transport transport,
      Duration visibilityTimeout,
      List<Integer> prioritySteps,
      Integer taskQueueMaxPriority,
      Integer taskDefaultPriority,
      Map<String, TaskOptions> taskAnnotations,
      boolean taskPublishRetry,
      PublishPolicy taskPublishRetryPolicy,
      Duration boot,
      Duration stopTimeout,
      String broker) {

    /** By then the last word of a worker that was killed is spoken, nanoseconds. */
    private static final long QUICKEST_BOOT = 100_000_000L;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when they contradict each other
     */
    public Settings {
      if (autoscaleMax > 0 && autoscaleMin > autoscaleMax) {
        throw new IllegalArgumentException("autoscale_min is more than autoscale_max");
      }
      if (boot.toNanos() < QUICKEST_BOOT) {
        throw new IllegalArgumentException("a worker does not boot in less than 100 ms");
      }
      boolean amqp = transport == Transport.AMQP;
      if (prioritySteps != null) {
        if (amqp) {
          throw new IllegalArgumentException(
              "priority_steps are Redis'; RabbitMQ has task_queue_max_priority");
        }
        if (prioritySteps.isEmpty() || prioritySteps.get(0) != 0 || !ascending(prioritySteps)) {
          throw new IllegalArgumentException("priority_steps begin with 0 and ascend");
        }
      }
      if (taskQueueMaxPriority != null && !amqp) {
        throw new IllegalArgumentException(
            "task_queue_max_priority is RabbitMQ's; Redis has priority_steps");
      }
      if (broker != null && amqp) {
        throw new IllegalArgumentException("with amqp the broker is RabbitMQ, not " + broker);
      }
    }

    private static boolean ascending(List<Integer> steps) {
      for (int i = 1; i < steps.size(); i++) {
        if (steps.get(i) <= steps.get(i - 1)) {
          return false;
        }
      }
      return true;
    }

    /** How many children a worker has at most. */
    int most() {
      return autoscaleMax > 0 ? autoscaleMax : workerConcurrency;
    }

    /** How many children a worker has at first. */
    int least() {
      return autoscaleMax > 0 ? autoscaleMin : workerConcurrency;
    }
  }

  /** What carries the messages: the scheme of {@code broker_url}. */
  public enum Transport {
    /** Redis: a worker asks for each message. */
    REDIS,
    /** RabbitMQ: it hands messages out, and has those of a lost connection back at once. */
    AMQP
  }

  /** From here on a worker acknowledges before it asks for the next message (kombu 5.3). */
  static final double ACKNOWLEDGES_FIRST = 5.3;

  /**
   * How long after it forked children a worker ends those that have nothing to do (Celery 5.6,
   * worker/autoscale.py, AUTOSCALE_KEEPALIVE); as often it looks.
   */
  static final long KEEPALIVE = 30_000_000_000L;

  private static final long SECOND = 1_000_000_000L;

  /** A worker sends its heartbeat (Celery 5.2, worker/heartbeat.py). */
  static final long HEARTBEAT = 2 * SECOND;

  /** It looks after its children (Celery 5.2, concurrency/asynpool.py, {@code timers}). */
  static final long MAINTAIN = 5 * SECOND;

  /**
   * So often does a worker look for messages that nobody acknowledged in time: every tenth time.
   */
  static final long SWEEP = 100 * SECOND;

  /** It looks for messages that nobody acknowledged (kombu 5.2, transport/redis.py). */
  static final long RESTORE = 10 * SECOND;

  /** It checks its connection (kombu 5.2, transport/redis.py, {@code health_check_interval}). */
  static final long HEALTH = 25 * SECOND;

  private final String name;
  private final Tasks tasks;
  private final Redis redis;
  private final Broker broker;
  private final long publish;
  private final Prefork worker;
  private final Priorities priorities;
  private final CeleryRetries retries;
  private final PublishPolicy policy;
  private final Simulation simulation;

  Celery(Settings settings, Assembly assembly) {
    name = assembly.part().name();
    tasks = assembly.programs().running();
    publish = assembly.cost("celery.publish");
    simulation = assembly.simulation();
    priorities = Priorities.of(settings);
    redis =
        settings.transport() == Transport.REDIS ? TaskQueue.redis(settings.broker, assembly) : null;
    broker =
        assembly.shared(
            assembly.part().name(), () -> new Broker(assembly, priorities.lists(), redis));
    retries =
        assembly.shared(
            assembly.part().name() + " retries",
            () -> new CeleryRetries(settings.taskAnnotations(), assembly, broker));
    policy = publishPolicy(settings);
    worker = new Prefork(settings, assembly, broker);
  }

  private static PublishPolicy publishPolicy(Settings settings) {
    if (!settings.taskPublishRetry()) {
      return null;
    }
    return settings.taskPublishRetryPolicy() == null
        ? PublishPolicy.STANDARD
        : settings.taskPublishRetryPolicy();
  }

  /**
   * How long a worker without a connection waits after so many attempts, seconds (kombu 5.6,
   * connection.py, ensure_connection: {@code interval_start} 2, {@code interval_step} 2, {@code
   * interval_max} 30).
   */
  static long reconnects(int attempts) {
    return Math.min(2L * attempts, 30);
  }

  @Override
  public int list(Integer priority, String queueName) {
    return priorities.list(priority);
  }

  @Override
  public void enqueue(Program program, long number, int row, int list, long countdown) {
    long notBefore = countdown == 0 ? 0 : simulation.now() + countdown;
    broker.push(tasks.begin(program, number, row, list, notBefore, broker.place(), retries));
  }

  @Override
  public Redis redis() {
    return redis;
  }

  @Override
  public Broker broker() {
    return broker;
  }

  @Override
  public PublishPolicy publishPolicy() {
    return policy;
  }

  @Override
  public void show(Scene scene) {
    worker.show(scene);
  }

  /**
   * {@code kill}: SIGKILL to the worker and all its children; its supervisor starts another. {@code
   * stop}: SIGTERM, and SIGKILL after {@code stop_timeout}.
   */
  @Override
  public void perform(String action) {
    switch (action) {
      case "kill" -> worker.kill();
      case "stop" -> worker.stop();
      default -> worker.start();
    }
  }

  @Override
  public boolean isUp() {
    return worker.isUp();
  }

  @Override
  public void reset() {
    worker.unacknowledged().reset();
  }

  @Override
  public void count(Tally tally) {
    if (worker.unacknowledged().handedOutAgain() > 0) {
      tally.add(name + ".handed_out_again", worker.unacknowledged().handedOutAgain());
    }
  }

  @Override
  public long publish() {
    return publish;
  }
}
