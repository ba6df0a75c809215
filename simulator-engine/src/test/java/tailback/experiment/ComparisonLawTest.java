package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;
import tailback.experiment.result.Compared.Difference;
import tailback.queueing.Theory;

/**
 * Sync workers without costs of their own are an M/M/c queue, and what one worker more brings is
 * known in closed form: the intervals of a comparison cover it as often as they say.
 */
final class ComparisonLawTest {

  private static final double SERVICE_MS = 100;
  private static final int PAIRS = 10;

  private static Trial workers(int workers, double rho, String duration) {
    double perSecond = 1000 * rho * workers / SERVICE_MS;
    return Trial.of(
            """
            duration: %s
            warmup: 10s
            traffic: { page: poisson %s/s }
            stack: { gunicorn: { workers: %d } }
            endpoints: { page: [ wait: exponential 100ms ] }
            """
                .formatted(duration, perSecond, workers))
        .free();
  }

  /** One worker more; the first seeds of the repetitions lie apart. */
  private static Comparison oneMore(int workers, double rho, String duration) {
    Trial before = workers(workers, rho, duration);
    Trial after =
        workers(workers, rho, duration).with("gunicorn.workers=" + (workers + 1));
    return new Comparison(before.scenario(), after.scenario(), before.costs()).threads(1);
  }

  private static double truth(int workers, double rho) {
    double rate = rho * workers / SERVICE_MS;
    return Theory.mmc(rate, SERVICE_MS, workers + 1).meanResponse()
        - Theory.mmc(rate, SERVICE_MS, workers).meanResponse();
  }

  private static double coverage(int repetitions, int workers, double rho, String duration) {
    double truth = truth(workers, rho);
    Comparison comparison = oneMore(workers, rho, duration).replications(PAIRS);
    long covered =
        IntStream.range(0, repetitions)
            .mapToObj(i -> comparison.seed(1 + (long) PAIRS * i).run())
            .filter(
                compared -> compared.differences().get("mean").paired().interval().covers(truth))
            .count();
    return (double) covered / repetitions;
  }

  /** Of 100 repetitions that cover in 95 %, between 89 and 100 do with 99 %. */
  @Test
  void interval_coversTheTrueDifference() {
    assertThat(coverage(100, 4, 0.6, "60s")).isBetween(0.89, 1.0);
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({"1, 0.5", "2, 0.6", "4, 0.6", "4, 0.8"})
  void interval_coversTheTrueDifference_in93To97Percent(int workers, double rho) {
    double coverage = coverage(1000, workers, rho, "120s");
    System.out.println(workers + " " + rho + " coverage " + coverage);
    assertThat(coverage).isBetween(0.93, 0.97);
  }

  @ParameterizedTest
  @CsvSource({"5","6"})
  void pairing_narrowsFivefold(int workers) {
    Difference mean =
        oneMore(workers, 0.4, "60s").replications(20).run().differences().get("mean");
    System.out.println(workers + " " + mean);
    System.out.println(truth(workers, 0.4));
  }
}
