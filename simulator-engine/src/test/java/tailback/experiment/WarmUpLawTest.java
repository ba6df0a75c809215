package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Results;
import tailback.metric.Interval;
import tailback.queueing.Theory;

/**
 * A sync worker without costs of its own is an M/M/1 queue. At 90 % load it takes hundreds of
 * services to fill, so that runs of 2,000 services which start empty are too fast in the mean; with
 * the warm-up that MSER-5 finds, they agree with the law.
 */
final class WarmUpLawTest {

  private static final double SERVICE_MS = 100;
  private static final double RHO = 0.9;
  private static final double MEAN_RESPONSE =
      Theory.mm1(RHO / SERVICE_MS, SERVICE_MS).meanResponse();
  private static final int RUNS = 2000;

  private static Results empty;
  private static Results warm;

  @BeforeAll
  static void run() {
    empty = run("0s");
    warm = run("auto");
  }

  private static Results run(String warmup) {
    return Trial.of(
            """
            duration: 200s
            warmup: %s
            traffic: { page: poisson %s/s }
            stack: { gunicorn: { workers: 1 } }
            endpoints: { page: [ wait: exponential 100ms ] }
            """
                .formatted(warmup, 1000 * RHO / SERVICE_MS))
        .free()
        .experiment()
        .replications(RUNS)
        .run();
  }

  /**
   * The 99 % interval of the mean response, milliseconds: with so many runs, Student's is normal.
   */
  private static Interval meanResponse(Results results) {
    double mean = results.all().latencyMs().mean();
    double half = (results.all().latencyCi95Ms().mean()[1] - mean) * 2.576 / 1.960;
    return new Interval(mean - half, mean + half);
  }

  @Test
  void emptyStart_isABias() {
    assertThat(empty.warmupS()).isZero();
    assertThat(meanResponse(empty).upper()).isLessThan(MEAN_RESPONSE);
  }

  @Test
  void warmUpByMser_removesIt() {
    assertThat(warm.warmUp().steady()).isTrue();
    assertThat(warm.warmupS()).as("the relaxation time is 38 s").isBetween(20.0, 90.0);
    assertThat(meanResponse(warm).covers(MEAN_RESPONSE)).as("%s", meanResponse(warm)).isTrue();
  }
}
