package tailback.component.queue;

import java.util.List;

/**
 * The lists that a Celery queue with priorities is made of, the first one served first. In Redis
 * there is one for each of the {@code priority_steps}, and 0 is the highest priority (kombu 5.6,
 * transport/redis.py, {@code _q_for_pri}). RabbitMQ has one for each priority up to {@code
 * x-max-priority}, and 0 is the lowest, also of tasks that say none.
 */
final class Priorities {

  private static final List<Integer> STEPS = List.of(0, 3, 6, 9);

  private final List<Integer> steps;
  private final int most;
  private final int standard;

  private Priorities(List<Integer> steps, int most, Integer standard) {
    this.steps = steps;
    this.most = most;
    this.standard = standard == null ? 0 : standard;
  }

  /** Those of a queue with these settings. */
  static Priorities of(Celery.Settings settings) {
    if (settings.transport() == Celery.Transport.AMQP) {
      Integer most = settings.taskQueueMaxPriority();
      return new Priorities(null, most == null ? 0 : most, settings.taskDefaultPriority());
    }
    List<Integer> said = settings.prioritySteps();
    return new Priorities(said == null ? STEPS : said, 0, settings.taskDefaultPriority());
  }

  /** How many lists there are. */
  int lists() {
    return steps == null ? most + 1 : steps.size();
  }

  /**
   * The list of a task.
   *
   * @param said its priority; null: that of {@code task_default_priority}
   */
  int list(Integer said) {
    int priority = said == null ? standard : said;
    if (steps == null) {
      return most - Math.min(priority, most);
    }
    int list = 0;
    while (list + 1 < steps.size() && steps.get(list + 1) <= priority) {
      list++;
    }
    return list;
  }
}
