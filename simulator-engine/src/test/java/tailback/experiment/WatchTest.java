package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;
import tailback.experiment.result.Results.Expected;

/** Conditions: when each first held, and runs that stop there. */
final class WatchTest {

  /** Ten requests a second apart on one worker; each takes 1.4 s, so they queue up. */
  private static Trial queue() {
    return Trial.of(
            """
            duration: 10s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { timeout: 0 }
              redis: {}
            endpoints:
              page: [ wait: 1.4s, cache: {} ]
              other: [ wait: 1s ]
            """)
        .free()
        .arrivals(
            "at,request",
            "0,page",
            "1,page",
            "2,page",
            "3,page",
            "4,page",
            "5,page",
            "6,page",
            "7,page",
            "8,page",
            "9,page");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "time 4.25s                      | 4.25 s",
        "queue(gunicorn.backlog) > 1     | 4 s",
        "queue(gunicorn) >= 1            | 1 s",
        "queue(gunicorn) > 0 for 750ms   | 2.75 s",
        "busy(gunicorn.workers) == 1     | 0 ms",
        "idle(gunicorn.workers) < 1      | 0 ms",
        "latency(page) > 2.5s            | 5.60 s",
        "latency(page) < 2s              | 1.40 s",
        "latency > 2.5s                  | 5.60 s",
        "request 3 done                  | 5.60 s",
        "request 3 enters redis          | 5.60 s",
        "first 504                       | never",
      })
  void condition_firstHolds(String condition, String at) {
    Trial trial = queue().with("expect=[ 'first(" + condition + ") < 10s' ]");
    Expected expected = trial.run().expectations().get(0);
    assertThat(expected.measured()).isEqualTo(at);
    assertThat(expected.holds()).isEqualTo(!at.equals("never"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "time 4.2s                     | 4.2",
        "queue(gunicorn.backlog) > 1   | 4",
        "queue(gunicorn) > 0 for 700ms | 2.7",
        "request 3 enters redis        | 5.6",
        "first 504                     | 10",
      })
  void run_stopsThere(String condition, double at) {
    assertThat(queue().with("stop_when=[ '" + condition + "' ]").run().simulatedS()).isEqualTo(at);
  }

  @Test
  void status_holdsAtItsFirstAnswer() {
    Trial trial =
        queue()
            .with("stack.nginx={ proxy_read_timeout: 2s }", "expect=[ 'first(first 504) < 10s' ]");
    assertThat(trial.run().expectations().get(0).measured()).isEqualTo("4 s");
  }

  @Test
  void error_holdsWhenARequestFailsUnderIt() {
    Trial trial =
        queue()
            .with(
                "traffic.visitors.timeout=2.5s",
                "expect=[ 'first(first \"client timeout\") < 10s' ]");
    assertThat(trial.run().expectations().get(0).measured()).isEqualTo("5.5 s");
  }

  @Test
  void times_countFromTimeZero() {
    Trial trial = queue().with("warmup=3s", "expect=[ 'first(request 3 done) > 0s' ]");
    assertThat(trial.run().expectations().get(0).measured()).isEqualTo("2.60 s");
  }

  @Test
  void watching_changesNothing() {
    Trial watched = queue().with("expect=[ 'first(request 3 enters redis) > 0s' ]");
    assertThat(watched.ends()).isEqualTo(queue().ends());
  }
}
