package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;
import tailback.scenario.CostTable;
import tailback.scenario.ScenarioReader;

/**
 * Once it has met its peaks, a whole run with all its statistics allocates next to nothing: a
 * simulated second some forty bytes, for its points in the time series.
 */
final class AllocationTest {

  private static final Path STACK = Path.of("../benchmarks/stack.yaml");

  /** A run asks so many times whether to go on. */
  private static final int SLICES = 400;

  private static final double REQUESTS_PER_SLICE = 3000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long thread = Thread.currentThread().getId();
  private final long[] allocated = new long[SLICES];
  private int slices;

  /**
   * The full stack; and as it is without lasting connections, where one request in five opens its
   * own to PgBouncer: an object of 112 bytes and its list of locks.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"CONN_MAX_AGE: 60 | 0.1", "CONN_MAX_AGE: 0 | 30"})
  void requestInSteadyState_allocatesNoMoreThan(String django, double bytes) {
    var scenario =
        ScenarioReader.read(STACK, List.of("duration=800s", "stack.django={" + django + "}"));
    var results = new Experiment(scenario, CostTable.read()).goOn(this::look).run();
    assertThat(results.requests().offered() / (double) SLICES)
        .isGreaterThan(0.9 * REQUESTS_PER_SLICE);
    assertThat(medianOfLaterHalf() / REQUESTS_PER_SLICE).as("bytes a request").isLessThan(bytes);
  }

  /** Keys by popularity that expire and go for want of memory, and a task for each request. */
  @Test
  void cachesAndTasks_allocateNothing() {
    var scenario =
        Trial.of(
                """
                duration: 400s
                traffic: { page: poisson 1000/s }
                stack:
                  gunicorn: { worker_class: gevent, workers: 4 }
                  redis: { maxmemory: 1MB, maxmemory-policy: allkeys-lfu }
                  celery: { worker_concurrency: 100, transport: amqp }
                endpoints:
                  page:
                    - cache: { key: page, keys: 5000, skew: 0.9, ttl: 10s, early: 1s, coalesce: true, miss: [ wait: 5ms ] }
                    - enqueue: { queue: celery, task: job }
                tasks: { job: [ wait: 10ms ] }
                """)
            .scenario();
    new Experiment(scenario, CostTable.read()).goOn(this::look).run();
    assertThat(medianOfLaterHalf() / 1000).as("bytes a request").isLessThan(0.2);
  }

  private boolean look() {
    allocated[slices++] = threads.getThreadAllocatedBytes(thread);
    return true;
  }

  /**
   * Bytes in a slice of the run. Half of them hold neither a new peak, where a histogram grows, nor
   * the end of a batch, where its percentiles are taken.
   */
  private double medianOfLaterHalf() {
    assertThat(slices).isEqualTo(SLICES);
    long[] bytes = new long[SLICES / 2];
    for (int i = 0; i < bytes.length; i++) {
      int slice = SLICES - bytes.length + i;
      bytes[i] = allocated[slice] - allocated[slice - 1];
    }
    Arrays.sort(bytes);
    return bytes[bytes.length / 2];
  }
}
