package tailback.component.queue;

import java.util.function.Consumer;
import tailback.component.Assembly;
import tailback.component.worker.Task;
import tailback.component.worker.Tasks;
import tailback.kernel.Event;
import tailback.kernel.Simulation;

/**
 * What becomes of the messages that a Celery worker has fetched and not acknowledged. RabbitMQ has
 * them again as soon as the connection is gone. Redis keeps them apart, and whichever worker looks
 * for those that are older than the visibility timeout, every 100 s, hands them out again: also
 * those that somebody still works on, or holds until their time (kombu 5.6, transport/redis.py,
 * restore_visible).
 */
final class Unacknowledged {

  private final Broker broker;
  private final Simulation simulation;
  private final Tasks tasks;
  private final boolean inRedis;
  private final long visibilityTimeout;
  private final long phase;
  private final int lost;
  private final Event<Task> restored;
  private final Event<Void> looks;
  private final Consumer<Consumer<Task>> held;
  private long handedOutAgain;

  /**
   * Of a worker.
   *
   * @param held shows all tasks that it holds unacknowledged; none while it has no connection
   * @param lost the error of a task that is lost with its worker
   */
  Unacknowledged(
      Celery.Settings settings,
      Assembly assembly,
      Broker broker,
      Consumer<Consumer<Task>> held,
      int lost) {
    this.broker = broker;
    this.held = held;
    this.lost = lost;
    simulation = assembly.simulation();
    tasks = assembly.programs().running();
    inRedis = settings.transport() == Celery.Transport.REDIS;
    visibilityTimeout = settings.visibilityTimeout().toNanos();
    restored = assembly.event("restored", broker::restore);
    looks = assembly.event("restore", nobody -> onLook());
    phase = (long) (assembly.stream("sweep").of(0).nextDouble() * Celery.SWEEP);
    if (inRedis) {
      long periods = Math.max(0, visibilityTimeout - phase + Celery.SWEEP - 1) / Celery.SWEEP;
      looks.in(phase + periods * Celery.SWEEP, null);
    }
  }

  /** Its worker forgets it, without a word to the broker: the message comes back. */
  void comeBack(Task task) {
    if (task.isHandedOutAgain()) {
      task.fail(lost);
      return;
    }
    if (task.dataset() != broker.dataset()) {
      broker.lose(task);
      return;
    }
    long overdue = task.fetched() + visibilityTimeout + phase;
    restored.in(inRedis ? Math.max(0, overdue - simulation.now()) : 0, task);
  }

  /**
   * Its worker goes on with it, and cannot acknowledge it any more: the message comes back, too.
   */
  void comeBackLater(Task task) {
    if (!task.isHandedOutAgain() && task.dataset() == broker.dataset()) {
      comeBack(twin(task));
    }
  }

  private Task twin(Task task) {
    task.handOutAgain();
    handedOutAgain++;
    Task twin = tasks.copy(task, broker.place());
    twin.fetched(task.fetched(), task.dataset());
    return twin;
  }

  private void onLook() {
    looks.in(Celery.SWEEP, null);
    held.accept(this::look);
  }

  private void look(Task task) {
    boolean overdue = task.fetched() + visibilityTimeout <= simulation.now();
    if (overdue && !task.isHandedOutAgain() && task.dataset() == broker.dataset()) {
      broker.restore(twin(task));
    }
  }

  /** How many messages are handed out twice. */
  long handedOutAgain() {
    return handedOutAgain;
  }

  void reset() {
    handedOutAgain = 0;
  }
}
