package tailback.component.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Results;
import tailback.scenario.Problem;

/** Replicas that come and go. */
final class FleetTest {

  private static Trial trial(String arrivals, String autoscale, String more) {
    return Trial.of(
        """
        title: a fleet
        duration: 40m
        hosts: { app: { instance: m7g.large } }
        traffic: { page: { arrivals: %s } }
        stack:
          nginx: {}
          gunicorn: { host: app, worker_class: gthread, workers: 2, threads: 4, autoscale: %s }
        endpoints: { page: [ cpu: 20ms, wait: 20ms ] }
        %s
        """
            .formatted(arrivals, autoscale, more));
  }

  private static String measured(Results results, int expectation) {
    return results.expectations().get(expectation).measured();
  }

  @Test
  void ecs_scalesOutAfterThreeMinutes_theirDelay_andTheBoot() {
    Results results =
        trial(
                "constant 10/s",
                "{ max: 10, target_requests: 200 }",
                "expect: [ first(busy(gunicorn.replicas) >= 3) < 1s ]")
            .run();
    // Figures at 1, 2 and 3 min; the third is published at 4 min; 45 s to boot; a health check.
    assertThat(measured(results, 0)).isEqualTo("286 s");
    assertThat(results.resources().get("gunicorn.replicas").busyMax()).isEqualTo(3);
    assertThat(results.all().failed()).isZero();
  }

  @Test
  void hpa_scalesOutWithinAMinute() {
    Results results =
        trial(
                "constant 10/s",
                "{ type: hpa, max: 10, target_requests: 200 }",
                "expect: [ first(busy(gunicorn.replicas) >= 3) < 1s ]")
            .run();
    assertThat(measured(results, 0)).isEqualTo("46 s");
  }

  @Test
  void scaleIn_losesNoRequest() {
    Trial trial =
        trial(
            "constant 19/s, profile: [ { at: 8m, x: 1 }, { at: 481s, x: 0.2 } ]",
            "{ max: 6, target_requests: 300 }",
            "");
    assertThat(trial.all().failed()).isZero();
    assertThat(trial.counter("gunicorn.scale_outs")).isEqualTo(1);
    assertThat(trial.counter("gunicorn.scale_ins")).isEqualTo(1);
    assertThat(trial.resource("gunicorn.replicas").busyMax()).isEqualTo(4);
  }

  @Test
  void aReplicaIsPaidForFromItsLaunchUntilItIsGone() {
    Trial trial =
        trial("constant 10/s", "{ max: 10, target_requests: 350 }", "").with("duration=8m");
    // One all the time, and another from its launch at 240 s.
    assertThat(trial.run().figures().get("app.cost")).isCloseTo(0.0816 * 1.5, within(1e-6));
  }

  @Test
  void aCpuRule_doesNotSeeWhoeverWaits() {
    Trial trial =
        trial("poisson 20/s, timeout: 5s", "{ max: 10, target_cpu: 70% }", "")
            .with("endpoints.page=[ cpu: 3ms, wait: exponential 600ms ]");
    assertThat(trial.counter("gunicorn.scale_outs")).isZero();
    assertThat(trial.all().failed()).isGreaterThan(trial.all().offered() / 4);
    assertThat(trial.resource("app.cpu").utilisation()).isLessThan(0.1);
  }

  @Test
  void utilisation_isOfTheReplicasThatAreThere() {
    Trial trial =
        trial("constant 50/s", "{ max: 10, target_requests: 100000 }", "").with("duration=2m");
    // 50/s × 20 ms and what the software costs, on the two cores of the only replica.
    assertThat(trial.resource("app.cpu").utilisation()).isBetween(0.5, 0.53);
    assertThat(trial.resource("app.cpu").capacity()).isEqualTo(2);
  }

  @Test
  void limits_mayChangeAheadOfTheLoad() {
    Results results =
        trial(
                "constant 1/s",
                "{ max: 10, target_requests: 200, boot: 30s }",
                "timeline: [ { at: 1m, set: { gunicorn.autoscale.min: 4 } } ]\n"
                    + "expect: [ first(busy(gunicorn.replicas) >= 4) < 1s ]")
            .run();
    assertThat(measured(results, 0)).isEqualTo("91 s");
  }

  /** Nginx knows one address, that of the group's load balancer. */
  @Test
  void balanceOfAnEdge_isRefused_sinceTheGroupHasItsOwn() {
    Trial trial = trial("constant 1/s", "{ max: 2, target_requests: 200 }", "");
    assertThatThrownBy(() -> trial.with("nginx.balance=least_conn").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining(
            "balance of nginx: gunicorn is autoscaled, so the load balancer of its group");
    Trial another = trial("constant 1/s", "{ max: 2, target_requests: 200 }", "");
    another
        .with("nginx.balance=least_conn", "stack.green={ kind: gunicorn }")
        .scenario(); // between the two parts there is something to choose
  }
}
