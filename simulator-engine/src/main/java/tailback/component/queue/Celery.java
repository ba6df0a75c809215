package tailback.component.queue;

import java.time.Duration;
import java.util.List;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.worker.Program;
import tailback.component.worker.Tasks;
import tailback.journal.Scene;

/**
 * Celery: a queue in a broker and prefork workers, {@code worker_concurrency} child processes a
 * replica. Database connections are closed before and after each task (Celery 5.6,
 * fixups/django.py).
 */
public final class Celery implements TaskQueue {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("celery", Role.QUEUE, Settings.class, List.of("kill"), Celery::new);

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
      Duration boot,
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

  private final Tasks tasks;
  private final Broker broker;
  private final long publish;
  private final Prefork worker;
  private final boolean redis;

  Celery(Settings settings, Assembly assembly) {
    tasks = assembly.programs().running();
    publish = assembly.cost("celery.publish");
    broker = assembly.shared(assembly.part().name(), () -> new Broker(assembly));
    worker = new Prefork(settings, assembly, broker);
    redis = settings.transport() == Transport.REDIS;
  }

  @Override
  public void enqueue(Program program, long number, int row) {
    broker.push(tasks.begin(program, number, row, broker.place()));
  }

  @Override
  public boolean usesRedis() {
    return redis;
  }

  @Override
  public void show(Scene scene) {
    worker.show(scene);
  }

  /** {@code kill}: SIGKILL to the worker and all its children; its supervisor starts another. */
  @Override
  public void perform(String action) {
    worker.kill();
  }

  @Override
  public long publish() {
    return publish;
  }
}
