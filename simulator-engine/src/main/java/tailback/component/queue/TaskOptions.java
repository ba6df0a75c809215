package tailback.component.queue;

import java.time.Duration;
import java.util.List;
import tailback.kernel.Stream;
import tailback.program.Describe;

/**
 * Options of a Celery task about its retries, as its decorator or {@code task_annotations} give
 * them (Celery 5.6, app/task.py, app/autoretry.py).
 */
public record TaskOptions(
    @Describe(
            "after which errors it is retried: pieces of their texts, or Exception for any; none"
                + " when absent")
        List<String> autoretryFor,
    @Describe(value = "retries at most", absent = "3") int maxRetries,
    @Describe(value = "how long until it is retried", absent = "180", unit = "s")
        Duration defaultRetryDelay,
    @Describe(
            value =
                "instead: so long before the first retry and twice as long before each further"
                    + " one; 0: no backoff",
            absent = "0",
            unit = "s")
        Duration retryBackoff,
    @Describe(value = "how long at most", absent = "600", unit = "s") Duration retryBackoffMax,
    @Describe(
            value = "with a backoff: whole seconds drawn between 0 and that instead",
            absent = "true")
        boolean retryJitter) {

  private static final long SECOND = 1_000_000_000L;
  private static final String ANY = "Exception";
  private static final int DOUBLINGS = 30;

  /** Whether it is retried after an error of that text. */
  boolean retriesAfter(String error) {
    return autoretryFor != null
        && autoretryFor.stream().anyMatch(each -> each.equals(ANY) || error.contains(each));
  }

  /**
   * How long until it is retried, nanoseconds (Celery 5.6, utils/time.py,
   * get_exponential_backoff_interval).
   *
   * @param retries how often it was retried before
   */
  long delay(int retries, Stream draw) {
    if (retryBackoff.isZero()) {
      return defaultRetryDelay.toNanos();
    }
    long wait =
        Math.min(
            retryBackoffMax.toNanos(),
            (long) Math.scalb((double) retryBackoff.toNanos(), Math.min(retries, DOUBLINGS)));
    int seconds = (int) Math.min(wait / SECOND, Integer.MAX_VALUE - 1);
    return retryJitter ? draw.nextInt(seconds + 1) * SECOND : wait;
  }
}
