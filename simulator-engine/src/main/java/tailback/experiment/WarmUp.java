package tailback.experiment;

import java.time.Duration;
import tailback.experiment.result.Results;
import tailback.metric.Mser;
import tailback.scenario.Scenario;

/**
 * How long a scenario must warm up, until its empty start no longer shows: MSER-5 over the mean of
 * many pilot runs, as Hoad, Robinson and Davies do over five (<em>Journal of the Operational
 * Research Society</em> 61:1389–1403, 2010), for each endpoint and each queue of tasks; the longest
 * of them.
 *
 * <p>MSER-5 leaves as much bias as the noise of the series hides. So there are as many pilots as
 * runs that are measured afterwards: what is left is then small beside the interval of those.
 *
 * @param length the warm-up
 * @param pilots how many runs were made to find it; 0 when it was not looked for
 * @param steady whether a steady state was found
 */
record WarmUp(Duration length, int pilots, boolean steady) {

  /** How many pilots are run at least. */
  static final int FEWEST = 40;

  /**
   * Finds it; none when it was not to go on. The pilots have the seeds before the first, which no
   * measured run has.
   *
   * @param measured how many runs will be measured with it
   */
  static WarmUp find(Scenario scenario, Runs runs, int measured) {
    int pilots = pilots(measured);
    Sum sum = new Sum();
    runs.make(
        pilots,
        (number, goOn) ->
            new Pilot(scenario, runs.seed - 1 - number, runs.costs).run(goOn, runs.progress),
        sum::add);
    return sum.pilots == pilots ? sum.warmUp(Pilot.step(scenario)) : given(Duration.ZERO);
  }

  /** How many pilots it takes. */
  static int pilots(int measured) {
    return Math.max(FEWEST, measured);
  }

  /** One that was not looked for. */
  static WarmUp given(Duration length) {
    return new WarmUp(length, 0, true);
  }

  /** Whether it was looked for and found. */
  boolean isFound() {
    return pilots > 0;
  }

  /** The same, or as long as another. */
  WarmUp atLeast(Duration other) {
    return length.compareTo(other) < 0 ? new WarmUp(other, pilots, steady) : this;
  }

  /** How it was found; null when it was not looked for. */
  Results.WarmUp result() {
    return isFound() ? new Results.WarmUp(pilots, steady) : null;
  }

  /** The sum of the series of all pilots: as good as their mean. */
  private static final class Sum {
    private double[][] series;
    private int pilots;

    boolean add(Pilot pilot) {
      if (!pilot.complete()) {
        return false;
      }
      double[][] means = pilot.means();
      if (series == null) {
        series = new double[means.length][Pilot.STEPS];
      }
      for (int i = 0; i < means.length; i++) {
        for (int step = 0; step < Pilot.STEPS; step++) {
          series[i][step] += means[i][step];
        }
      }
      pilots++;
      return true;
    }

    WarmUp warmUp(long stepNanos) {
      int steps = 0;
      boolean steady = true;
      for (double[] each : series) {
        Mser mser = Mser.of(each);
        steps = Math.max(steps, mser.leftOut());
        steady &= mser.steady();
      }
      return new WarmUp(Duration.ofNanos(steps * stepNanos), pilots, steady);
    }
  }
}
