package tailback.component.queue;

import java.time.Duration;
import java.util.List;
import tailback.program.Describe;

/** RQ's {@code Retry(max, interval)} (RQ 2.10, job.py). */
public record Retry(
    @Describe(value = "how often a job that failed is run again", required = true, least = 1)
        int max,
    @Describe(value = "how long until then, one for each time; at once when absent", unit = "s")
        List<Duration> interval) {

  /** Whether a job is ever scheduled, which takes a scheduler. */
  boolean isScheduled() {
    return interval != null && interval.stream().anyMatch(each -> !each.isZero());
  }

  /**
   * How long until a job runs again, nanoseconds (RQ 2.10, job.py, get_retry_interval: with fewer
   * intervals than retries the first one counts several times).
   *
   * @param left retries that are left, this one included
   */
  long interval(int left) {
    return interval == null || interval.isEmpty()
        ? 0
        : interval.get(Math.max(interval.size() - left, 0)).toNanos();
  }
}
