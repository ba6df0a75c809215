package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Compared;
import tailback.experiment.result.Results;

/** How long a scenario must warm up. */
final class WarmUpTest {

  /** Work that takes a second at every request, so that it takes a second to get busy. */
  private static Trial trial(String... settings) {
    return Trial.of(
            """
            duration: 40s
            warmup: auto
            traffic: { page: poisson 20/s }
            stack: { gunicorn: { workers: 60 } }
            endpoints: { page: [ wait: 1s ] }
            """)
        .with(settings)
        .free();
  }

  private static WarmUp find(Trial trial) {
    return WarmUp.find(trial.scenario(), new Runs(trial.costs(), 1), 1);
  }

  @Test
  void constantService_takesAsLongToGetBusy() {
    WarmUp found = find(trial());
    assertThat(found.length()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(2));
    assertThat(found.steady()).isTrue();
    assertThat(found.pilots()).isEqualTo(40);
  }

  @Test
  void pilots_areAsManyAsTheRunsTheyAreFor() {
    assertThat(trial().experiment().replications(50).run().warmUp().pilots()).isEqualTo(50);
    assertThat(pilots("mean 90%")).isEqualTo(40);
    assertThat(pilots("mean 1ms")).isEqualTo(40);
    assertThat(pilots("queue(gunicorn) 10%")).as("nobody waits").isEqualTo(40);
    assertThat(pilots("rate 0.5%")).isGreaterThan(60);
  }

  private static int pilots(String precision) {
    return trial().experiment().precision(precision).replications(500).run().warmUp().pilots();
  }

  @Test
  void slowestEndpoint_decides() {
    Trial both =
        trial(
            "endpoints.page=[ wait: 100ms ]",
            "endpoints.export=[ wait: 3s ]",
            "traffic.export=poisson 5/s");
    assertThat(find(both).length()).isBetween(Duration.ofMillis(2700), Duration.ofSeconds(5));
  }

  @Test
  void slowTasks_decideToo() {
    Trial tasks =
        trial(
            "endpoints.page=[ wait: 1ms, enqueue: { queue: celery, task: mail } ]",
            "stack.redis={}",
            "stack.celery={ worker_concurrency: 200 }",
            "tasks.mail=[ wait: 4s ]");
    assertThat(find(tasks).length()).isBetween(Duration.ofMillis(3600), Duration.ofSeconds(6));
  }

  @Test
  void overload_hasNoSteadyState() {
    WarmUp found = find(trial("gunicorn.workers=18"));
    assertThat(found.steady()).isFalse();
    assertThat(found.length()).isBetween(Duration.ofSeconds(18), Duration.ofSeconds(20));
  }

  @Test
  void warmUpThatIsGiven_isKept() {
    Results results = trial("warmup=7s").run();
    assertThat(results.warmupS()).isEqualTo(7);
    assertThat(results.warmUp()).isNull();
  }

  @Test
  void timeline_beginsAfterIt_andDoesNotShowInIt() {
    Results results =
        Trial.of(
                """
                duration: 40s
                warmup: auto
                traffic: { page: poisson 20/s }
                stack: { gunicorn: { workers: 60 } }
                endpoints: { page: [ wait: 1s ] }
                timeline: [ { at: 5s, set: { traffic.page.arrivals: poisson 2/s } } ]
                expect: [ rate from 6s to 40s between 1/s and 3/s ]
                """)
            .free()
            .experiment()
            .run();
    assertThat(results.warmupS()).isBetween(0.9, 2.0);
    assertThat(results.warmUp()).isEqualTo(new Results.WarmUp(40, true));
    assertThat(results.expectations().get(0).holds()).isTrue();
  }

  @Test
  void bothSidesOfAComparison_haveTheLonger() {
    Trial before = trial();
    Trial after = trial("endpoints.page=[ wait: 2s ]");
    Compared compared =
        new Comparison(before.scenario(), after.scenario(), before.costs()).replications(2).run();
    assertThat(compared.a().warmupS()).isEqualTo(compared.b().warmupS()).isBetween(1.8, 4.0);
    assertThat(compared.a().warmUp().pilots()).isEqualTo(40);
    Trial given = trial("warmup=7s");
    Compared own =
        new Comparison(before.scenario(), given.scenario(), before.costs()).replications(2).run();
    assertThat(own.a().warmupS()).isBetween(0.9, 2.0);
    assertThat(own.b().warmupS()).isEqualTo(7);
  }

  @Test
  void cutShort_findsNothing() {
    Trial trial = trial();
    Runs runs = new Runs(trial.costs(), 1);
    runs.goOn = () -> false;
    WarmUp none = WarmUp.find(trial.scenario(), runs, 1);
    assertThat(none.isFound()).isFalse();
    assertThat(none.length()).isZero();
    Results results = trial.experiment().goOn(() -> false).run();
    assertThat(results.complete()).isFalse();
  }

  @Test
  void progress_countsThePilotsToo() {
    double[] sum = {0};
    Experiment experiment =
        trial().experiment().replications(2).threads(1).progress(more -> sum[0] += more);
    experiment.run();
    assertThat(experiment.planned()).isEqualTo(42);
    assertThat(sum[0]).isBetween(42 - 1e-6, 44 + 1e-6);
  }
}
