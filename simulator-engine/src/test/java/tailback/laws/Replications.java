package tailback.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongToDoubleFunction;
import tailback.metric.Interval;

/** Twenty runs with seeds 1 … 20: their mean must agree with a law, to a stated confidence. */
final class Replications {

  private static final int RUNS = 20;

  private Replications() {}

  /** The exact value lies in the 99 % interval of the runs' mean, and that is within 6 % of it. */
  static void assertCovers(double exact, LongToDoubleFunction run) {
    double[] results = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      results[i] = run.applyAsDouble(i + 1);
    }
    Interval interval = Interval.of(results, 0.99);
    assertThat(interval.covers(exact)).as("%s covers %s", interval, exact).isTrue();
    assertThat(interval.half()).as("half of %s", interval).isLessThan(0.06 * exact);
  }
}
