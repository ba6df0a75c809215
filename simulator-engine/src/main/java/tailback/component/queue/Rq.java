package tailback.component.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tailback.component.Assembly;
import tailback.component.Kind;
import tailback.component.Role;
import tailback.component.store.Redis;
import tailback.component.worker.Program;
import tailback.component.worker.Task;
import tailback.component.worker.Tasks;
import tailback.journal.Scene;
import tailback.kernel.Simulation;

/**
 * RQ: queues in Redis and workers that fork a work-horse for every job (RQ 2.10, worker.py), so
 * even an empty job costs a fork, and the import of whatever its module needs that the worker has
 * not imported. A worker looks into its queues in the order in which they were named.
 */
public final class Rq implements TaskQueue {

  /** Its entry in the catalogue. */
  public static final Kind<Settings> KIND =
      new Kind<>("rq", Role.QUEUE, Settings.class, List.of("stop", "start"), Rq::new);

  /** The queue of a job that names none (RQ 2.10, queue.py). */
  public static final String DEFAULT_QUEUE = "default";

  /** How many RQ workers there are, which queues they serve, and what a job may take. */
  public record Settings(
      int workers,
      List<String> queues,
      Duration jobImport,
      Duration defaultTimeout,
      Map<String, Retry> retry,
      boolean withScheduler,
      Duration boot,
      Duration stopTimeout,
      String broker) {

    /** By then the last word of a worker that was stopped is spoken, nanoseconds. */
    private static final long QUICKEST_BOOT = 100_000_000L;

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when they contradict each other
     */
    public Settings {
      if (retry != null && !withScheduler && retry.values().stream().anyMatch(Retry::isScheduled)) {
        throw new IllegalArgumentException(
            "a retry with an interval waits for ever without with_scheduler: true");
      }
      if (queues != null && queues.isEmpty()) {
        throw new IllegalArgumentException("its workers serve no queue");
      }
      if (boot.toNanos() < QUICKEST_BOOT) {
        throw new IllegalArgumentException("a worker does not boot in less than 100 ms");
      }
    }

    /** The queues that its workers serve, the first one first. */
    public List<String> served() {
      return queues == null ? List.of(DEFAULT_QUEUE) : queues;
    }
  }

  private final Settings settings;
  private final Simulation simulation;
  private final Tasks tasks;
  private final Redis redis;
  private final Broker broker;
  private final RqScheduler scheduler;
  private final RqRetries retries;
  private final long publish;
  private final List<RqWorker> workers = new ArrayList<>();

  Rq(Settings settings, Assembly assembly) {
    this.settings = settings;
    simulation = assembly.simulation();
    tasks = assembly.programs().running();
    publish = assembly.cost("rq.publish");
    String name = assembly.part().name();
    redis = TaskQueue.redis(settings.broker(), assembly);
    broker = assembly.shared(name, () -> new Broker(assembly, settings.served().size(), redis));
    scheduler = assembly.shared(name + " scheduler", () -> new RqScheduler(assembly, broker));
    retries =
        assembly.shared(
            name + " retries", () -> new RqRetries(settings.retry(), assembly, broker, scheduler));
    for (int i = 0; i < settings.workers(); i++) {
      int number = assembly.replica() * settings.workers() + i;
      workers.add(new RqWorker(settings, assembly, broker, number));
    }
  }

  @Override
  public int list(Integer priority, String queueName) {
    return settings.served().indexOf(queueName == null ? DEFAULT_QUEUE : queueName);
  }

  @Override
  public void enqueue(Program program, long number, int row, int list, long countdown) {
    long notBefore = countdown == 0 ? 0 : simulation.now() + countdown;
    int place = countdown == 0 ? broker.place() : scheduler.place();
    Task job = tasks.begin(program, number, row, list, notBefore, place, retries);
    if (countdown == 0) {
      broker.push(job);
    } else {
      scheduler.schedule(job);
    }
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
  public void show(Scene scene) {
    workers.forEach(worker -> worker.show(scene));
  }

  @Override
  public long publish() {
    return publish;
  }

  /** {@code stop}: SIGTERM to all workers, and SIGKILL after {@code stop_timeout}. */
  @Override
  public void perform(String action) {
    workers.forEach(action.equals("stop") ? RqWorker::stop : RqWorker::start);
  }

  @Override
  public boolean isUp() {
    return workers.stream().allMatch(RqWorker::isUp);
  }
}
