package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Results.Expected;

/** How long it takes until a request fails, beside how long it takes until one is completed. */
final class FailedLatencyTest {

  private static Trial trial(String expect) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv, timeout: 50s } }
            stack: { gunicorn: { worker_class: gevent } }
            endpoints:
              page: [ wait: 1s ]
              fast: [ wait: 20ms, fail: 500 ]
              slow: [ wait: 2s, fail: 503 ]
              never: [ wait: 90s ]
            expect: [ %s ]
            """
                .formatted(expect))
        .free()
        .arrivals("at,request", "0,page", "0,fast", "5,slow", "6,slow", "7,never");
  }

  private static double measured(String expect) {
    Expected verdict = trial(expect).run().expectations().get(0);
    assertThat(verdict.holds()).isTrue();
    return verdict.figure() / 1e6;
  }

  @Test
  void failed_isOfThoseAnswered5xx() {
    assertThat(measured("max_failed between 2s and 2001ms")).isEqualTo(2000);
    assertThat(measured("mean_failed between 1300ms and 1400ms"))
        .as("20 ms and twice 2 s; who gave up has no answer")
        .isEqualTo(4020 / 3.0);
    assertThat(measured("p50_failed(fast) < 21ms")).isBetween(20.0, 20.1);
    assertThat(measured("p95 < 1001ms")).as("of the completed").isBetween(1000.0, 1001.0);
  }

  @Test
  void failed_inAPartOfARun() {
    assertThat(measured("max_failed from 0s to 1s < 21ms")).isEqualTo(20);
  }

  @Test
  void failed_isNothing_whereNothingFails() {
    Expected verdict = trial("p95_failed(page) < 1h").run().expectations().get(0);
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.figure()).isNaN();
  }
}
