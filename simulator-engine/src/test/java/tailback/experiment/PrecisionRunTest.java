package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tailback.component.Trial;
import tailback.experiment.result.Compared.Unit;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Reached;
import tailback.scenario.Problem;

/** Replications until measures are known well enough. */
final class PrecisionRunTest {

  private static Trial page() {
    return Trial.of(
        """
        duration: 20s
        hosts: { app: { cpus: 2 } }
        traffic: { page: poisson 50/s }
        stack: { gunicorn: { host: app, worker_class: gthread, workers: 2, threads: 4 } }
        endpoints: { page: [ cpu: exponential 5ms, wait: exponential 40ms ], rare: [ cpu: 1ms ] }
        """);
  }

  @Test
  void replications_endAsSoonAsTheIntervalIsNarrowEnough() {
    Results results = page().experiment().precision("mean(page) 1%").run();
    Reached mean = results.precision().get(0);
    int enough = results.replications();
    assertThat(enough).isGreaterThan(20).isLessThan(200);
    assertThat(mean.holds()).isTrue();
    assertThat(mean.reached()).isLessThanOrEqualTo(0.01);
    double width = width(page().experiment().replications(enough).run());
    assertThat(mean.reached()).as("what the table shows").isEqualTo(width, within(1e-12));
    for (int fewer = 20; fewer < enough; fewer++) {
      assertThat(width(page().experiment().replications(fewer).run())).isGreaterThan(0.01);
    }
  }

  private static double width(Results results) {
    double[] ends = results.endpoints().get("page").latencyCi95Ms().mean();
    return (ends[1] - ends[0]) / 2 / results.endpoints().get("page").latencyMs().mean();
  }

  @Test
  void results_areThoseOfAsManyReplications() {
    Trial page = page();
    Results results = page.experiment().precision("p95 10%").run();
    Results same = page.experiment().replications(results.replications()).run();
    assertThat(DeterminismTest.json(results.with(List.of()))).isEqualTo(DeterminismTest.json(same));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void results_areTheSameOnAnyNumberOfThreads(int threads) {
    Trial page = page().with("warmup=auto");
    assertThat(json(page, threads)).isEqualTo(json(page, 1));
  }

  private static String json(Trial page, int threads) {
    return DeterminismTest.json(
        page.experiment()
            .precision("p99(page) 10%, utilisation(gunicorn.threads) 1pt")
            .threads(threads)
            .run());
  }

  @Test
  void easyPrecision_stillTakesTwenty() {
    Results results = page().experiment().precision("mean 90%").run();
    assertThat(results.replications()).isEqualTo(20);
  }

  @Test
  void precisionThatIsNotReached_doesNotHold() {
    Results results = page().experiment().precision("p99(page) 0.1%").replications(22).run();
    assertThat(results.replications()).isEqualTo(22);
    assertThat(results.precision().get(0).holds()).isFalse();
    assertThat(results.precision().get(0).times()).isGreaterThan(10);
  }

  @Test
  void measureThatCannotBeTold_endsTheSearch() {
    Results results = page().experiment().precision("p99(rare) 5%").run();
    assertThat(results.replications()).isEqualTo(20);
    Reached rare = results.precision().get(0);
    assertThat(rare.estimate()).isNaN();
    assertThat(rare.ci95()).isNull();
    assertThat(rare.holds()).isFalse();
  }

  @Test
  void everyMeasure_isInItsUnit_andOfItsSort() {
    List<Reached> all =
        page()
            .experiment()
            .precision("mean(page) 50ms, rate 20/s, errors 1pt, queue(app.gil) 9")
            .precision("utilisation(gunicorn) 50pt, wait(gunicorn.threads) 1s, busy(app.cpu) 90%")
            .run()
            .precision();
    assertThat(all)
        .extracting(Reached::unit)
        .containsExactly(
            Unit.MILLIS, Unit.RATE, Unit.SHARE, Unit.NUMBER, Unit.SHARE, Unit.MILLIS, Unit.NUMBER);
    assertThat(all).allMatch(Reached::holds);
    assertThat(all.get(0).wanted()).isEqualTo(50);
    assertThat(all.get(2).reached()).as("nothing fails").isZero();
    assertThat(all.get(6).relative()).isTrue();
    for (Reached each : all) {
      double half = (each.ci95()[1] - each.ci95()[0]) / 2;
      assertThat(each.ci95()[0] + half).isEqualTo(each.estimate(), offset(each));
      assertThat(each.relative() ? each.reached() * each.estimate() : each.reached())
          .isEqualTo(half, offset(each));
    }
  }

  private static Offset<Double> offset(Reached of) {
    return within(1e-9 * (1 + of.estimate()));
  }

  @Test
  void known_isToldAfterEachReplication() {
    List<Double> widths = new ArrayList<>();
    Results results =
        page()
            .experiment()
            .precision("mean 3%")
            .known(reached -> widths.add(reached.get(0).reached()))
            .run();
    assertThat(widths).hasSize(results.replications());
    assertThat(widths.get(0)).as("of one there is no interval").isNaN();
    assertThat(widths.get(widths.size() - 1)).isEqualTo(results.precision().get(0).reached());
  }

  @Test
  void cutShort_keepsTheReplicationsThatHaveEnded() {
    int[] asked = {0};
    Results results =
        page()
            .experiment()
            .precision("mean 0.01%")
            .threads(1)
            .goOn(() -> ++asked[0] < 5 * 400 + 10)
            .run();
    assertThat(results.complete()).isFalse();
    assertThat(results.replications()).isEqualTo(5);
    assertThat(results.simulatedS()).isEqualTo(20);
    assertThat(results.precision().get(0).holds()).isFalse();
  }

  @Test
  void whatCannotBeMeant_isAProblem() {
    Experiment experiment = page().experiment();
    assertThatThrownBy(() -> experiment.precision("p99(pgae) 5%"))
        .isInstanceOf(Problem.class)
        .hasMessage("precision: unknown endpoint 'pgae'; did you mean 'page'?");
    assertThatThrownBy(() -> page().experiment().precision("mean 5%").replications(19).run())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
