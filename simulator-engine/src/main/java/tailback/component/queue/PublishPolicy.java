package tailback.component.queue;

import java.time.Duration;
import tailback.program.Describe;

/**
 * How often and when a producer tries again to hand over a task that the broker does not take:
 * {@code task_publish_retry_policy} (Celery 5.6, app/defaults.py; kombu 5.6, utils/functional.py,
 * {@code retry_over_time}).
 */
public record PublishPolicy(
    @Describe(value = "how often it tries again; 0: never", absent = "3") int maxRetries,
    @Describe(value = "how long before the first time", absent = "0", unit = "s")
        Duration intervalStart,
    @Describe(value = "how much longer before each further one", absent = "0.2", unit = "s")
        Duration intervalStep,
    @Describe(value = "how long at most", absent = "1", unit = "s") Duration intervalMax) {

  /** What Celery does without being told. */
  static final PublishPolicy STANDARD =
      new PublishPolicy(3, Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(1));

  /** How long it waits after so many attempts that failed, from 1 on, nanoseconds. */
  public long waitAfter(int attempts) {
    long wait = intervalStart.toNanos() + (attempts - 1) * intervalStep.toNanos();
    return Math.min(wait, intervalMax.toNanos());
  }
}
