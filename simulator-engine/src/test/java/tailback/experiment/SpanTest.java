package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.scenario.Problem;

/** Measures of a part of a run: {@code errors from 20s to 30s}. */
final class SpanTest {

  /** Two requests in the first second, three in the second; each is served for 200 ms. */
  private static Trial trial(String expectation) {
    return Trial.of(
            """
            title: Five requests
            duration: 3s
            traffic: { page: trace arrivals.csv }
            stack: { gunicorn: { worker_class: sync, workers: 1 } }
            endpoints: { page: [ wait: 200ms ] }
            expect: [ '%s' ]
            """
                .formatted(expectation))
        .arrivals("at,request", "0.1,page", "0.5,page", "1.0,page", "1.0,page", "1.0,page")
        .free();
  }

  private static String measured(String expectation) {
    return trial(expectation).run().expectations().get(0).measured();
  }

  @Test
  void latency_isThatOfTheRequestsThatArriveInIt() {
    assertThat(measured("max from 0s to 1s < 1s")).isEqualTo("200 ms");
    assertThat(measured("max from 1s to 2s < 1s")).isEqualTo("600 ms");
    assertThat(measured("max < 1s")).isEqualTo("600 ms");
  }

  @Test
  void rate_isPerSecondOfIt() {
    assertThat(measured("rate(page) from 0s to 1s > 0/s")).isEqualTo("2/s");
    assertThat(measured("rate(page) from 0s to 2s > 0/s")).isEqualTo("2.5/s");
  }

  @Test
  void levels_areMeansOverIt() {
    assertThat(measured("utilisation(gunicorn.workers) from 0s to 1s < 1%")).isEqualTo("40 %");
    assertThat(measured("busy(gunicorn.workers) from 1s to 2s < 1")).isEqualTo("0.600");
    assertThat(measured("queue(gunicorn) from 1s to 2s < 1")).isEqualTo("0.600");
  }

  @Test
  void whatHasNoPart_saysSo() {
    assertThatThrownBy(() -> trial("wait(gunicorn) from 0s to 1s < 1s").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("wait is measured over the whole run");
    assertThatThrownBy(() -> trial("p95 from 2s to 1s < 1s").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("'1s' is not later than '2s'");
  }

  @Test
  void partBeyondTheEnd_isRefused() {
    assertThatThrownBy(() -> trial("p95 from 2s to 5s < 1s").scenario())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("the run ends at 3.0s");
  }

  @Test
  void runThatStops_isMeasuredUntilThen() {
    Trial stopped =
        trial("busy(gunicorn.workers) from 1s to 3s < 1").with("stop_when=[ time 1.5s ]");
    assertThat(stopped.run().expectations().get(0).measured()).isEqualTo("1");
    Trial before =
        trial("busy(gunicorn.workers) from 2s to 3s < 1").with("stop_when=[ time 1.5s ]");
    assertThat(before.run().expectations().get(0).measured()).isEqualTo("nothing measured");
    assertThat(before.run().expectations().get(0).holds()).isFalse();
  }
}
