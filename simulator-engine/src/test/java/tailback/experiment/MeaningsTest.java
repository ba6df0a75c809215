package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Counts;

/** What the words of a scenario and of its results mean, the same everywhere. */
final class MeaningsTest {

  private static Trial sleep(String... more) {
    return Trial.of(
            """
            duration: 10s
            hosts: { app: { cpus: 2 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              nginx: { proxy_read_timeout: 2s }
              gunicorn: { host: app, worker_class: gevent, timeout: 0 }
            endpoints: { page: [ wait: 1s ], slow: [ wait: 5s ], busy: [ cpu: 1s ] }
            """)
        .free()
        .arrivals(more);
  }

  @Test
  void timeZero_isTheEndOfTheWarmUp() {
    Trial trial =
        sleep("at,request", "1,page", "4.5,page", "5,page", "7,page")
            .with("warmup=5s", "timeline=[ { at: 1s, set: { endpoints.page: [ wait: 500ms ] } } ]");
    assertThat(trial.run().requests()).isEqualTo(new Counts(2, 2, 0, 0));
    assertThat(trial.ends())
        .as("the change at 1 s is one second after the warm-up")
        .contains("2: 200 at 6.0s", "3: 200 at 7.5s");
    double[] completed = trial.run().timeseries().series().get("rate(page)");
    assertThat(completed).startsWith(0, 1, 1);
    assertThat(trial.run().warmupS()).isEqualTo(5);
    assertThat(trial.run().simulatedS()).isEqualTo(10);
  }

  @Test
  void firstInstantOfTimeZero_counts() {
    Trial trial = sleep("at,request", "0,page", "0,page");
    assertThat(trial.run().requests()).isEqualTo(new Counts(2, 2, 0, 0));
    assertThat(trial.resource("nginx.connections").arrivals()).isEqualTo(2);
    assertThat(trial.resource("gunicorn.hub").arrivals()).isPositive();
  }

  @Test
  void completedAndFailedAndInFlight_areWhatWasOffered() {
    Trial trial = sleep("at,request", "0,page", "1,slow", "2,page", "9.5,page");
    assertThat(trial.run().requests()).isEqualTo(new Counts(4, 2, 1, 1));
    assertThat(trial.endpoint("page").inFlight()).isEqualTo(1);
    assertThat(trial.all().statuses()).isEqualTo(Map.of("200", 2L, "504", 1L));
  }

  @Test
  void failedRequest_countsOnce_underItsFirstError() {
    Trial trial =
        sleep("at,request", "0,broken", "0.1,busy", "1,page")
            .with("stack.payments={ kind: service, time: 500ms, failure: 100% }")
            .with("endpoints.broken=[ call: payments ]", "endpoints.busy=[ cpu: 8s ]");
    assertThat(trial.ends())
        .as("the call fails at 0.5 s; the loop is busy, and Nginx gives up first")
        .contains("0: 504 at 2.0s", "1: 504 at 2.1s", "2: 504 at 3.0s");
    assertThat(trial.all().errors())
        .isEqualTo(
            Map.of(
                "requests.exceptions.HTTPError: 500 Server Error from payments", 1L,
                "504 Gateway Time-out", 2L));
    assertThat(trial.all().failed()).isEqualTo(3);
  }

  @Test
  void replicas_arePooled_eachWithItsOwnHost() {
    Trial trial =
        sleep("at,request", "0,busy", "0,busy", "0,busy")
            .with("gunicorn.replicas=3", "gunicorn.workers=2", "nginx.proxy_read_timeout=60s");
    assertThat(trial.resource("gunicorn.workers").capacity()).isEqualTo(6);
    assertThat(trial.resource("app.cpu").capacity()).isEqualTo(6);
    assertThat(trial.resource("app.cpu").utilisation()).isEqualTo(0.05, within(1e-12));
    assertThat(trial.all().latencyMs().max()).isEqualTo(1000);
  }

  @Test
  void replications_arePooled() {
    Trial trial =
        Trial.of(
            """
            duration: 5s
            traffic: { page: poisson 50/s }
            stack: { gunicorn: { workers: 4 } }
            endpoints: { page: [ wait: exponential 50ms ] }
            """);
    Results pooled = trial.experiment().seed(7).replications(3).run();
    List<Results> each =
        List.of(
            trial.experiment().seed(7).run(),
            trial.experiment().seed(8).run(),
            trial.experiment().seed(9).run());
    assertThat(pooled.replications()).isEqualTo(3);
    assertThat(pooled.requests().offered())
        .isEqualTo(each.stream().mapToLong(one -> one.requests().offered()).sum());
    assertThat(pooled.all().latencyMs().max())
        .isEqualTo(each.stream().mapToDouble(one -> one.all().latencyMs().max()).max().orElse(0));
    assertThat(pooled.all().throughputRps())
        .isEqualTo(
            each.stream().mapToDouble(one -> one.all().throughputRps()).average().orElse(0),
            within(1e-9));
    double[] interval = pooled.all().latencyCi95Ms().mean();
    double mean = pooled.all().latencyMs().mean();
    double squares = 0; // a run weighs as much as it has requests
    for (Results one : each) {
      double excess = one.all().completed() * (one.all().latencyMs().mean() - mean);
      squares += excess * excess;
    }
    double t = 4.302652730; // of 2 degrees
    double half = t * Math.sqrt(squares * 3 / 2) / pooled.all().completed();
    assertThat(interval[0]).isEqualTo(mean - half, within(1e-6));
    assertThat(interval[1]).isEqualTo(mean + half, within(1e-6));
    assertThat(pooled.timeseries()).usingRecursiveComparison().isEqualTo(each.get(0).timeseries());
  }

  @Test
  void partWithoutAHost_neverWaitsForACpu_andItsCostsAreTime() {
    String[] rows = {"at,request", "0,page", "0,page", "0,page", "0,page"};
    Trial trial =
        sleep(rows)
            .with("gunicorn.host=null", "gunicorn.worker_class=sync", "gunicorn.workers=4")
            .with("endpoints.page=[ cpu: 1s ]");
    assertThat(trial.ends()).allMatch(end -> end.endsWith("200 at 1.0s"));
    assertThat(trial.resource("gunicorn.cpu").capacity()).isZero();
    assertThat(trial.all().timeInMs()).containsEntry("gunicorn.cpu", 1000.0);
    Trial costly = sleep("at,request", "0,page").free("nginx.cpu=2ms", "nginx.hop=3ms");
    assertThat(costly.ends()).containsExactly("0: 200 at 1.005s");
    assertThat(costly.all().timeInMs()).containsEntry("nginx.proxy", 5.0);
  }

  @Test
  void waitsAndServices_addUpToTheLatency() {
    Trial trial =
        Trial.of(
            """
            duration: 20s
            hosts: { app: { cpus: 1 } }
            traffic: { page: poisson 40/s }
            stack:
              nginx: { host: app }
              gunicorn: { host: app, worker_class: gthread, workers: 2, threads: 2 }
              pgbouncer: { pool_mode: transaction, default_pool_size: 2 }
              postgres: { host: app }
              redis: {}
            endpoints: { page: [ cpu: exponential 5ms, cache: {}, query: exponential 5ms ] }
            """);
    double sum = trial.all().timeInMs().values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(sum).isEqualTo(trial.all().latencyMs().mean(), within(1e-6));
  }
}
