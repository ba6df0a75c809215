package tailback.component.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** Control flow: repeated, chosen and nested steps, and times that a recording gives. */
final class StepsTest {

  private static Trial steps(String steps, String... rows) {
    return Trial.of(
            """
            duration: 10000s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { gunicorn: { worker_class: gevent, worker_connections: 100000 } }
            endpoints: { page: [ %s ], other: [ %s ] }
            """
                .formatted(steps, steps))
        .free()
        .arrivals(rows.length == 0 ? new String[] {"at,request", "0,page"} : rows);
  }

  private static String[] requests(int count, String endpoint) {
    String[] rows = new String[count + 1];
    rows[0] = "at,request";
    for (int i = 1; i <= count; i++) {
      rows[i] = i / 1000.0 + "," + endpoint;
    }
    return rows;
  }

  @Test
  void repeat_doesItSoOften_nestedToo() {
    assertThat(steps("repeat: { times: 3, steps: [ wait: 1s ] }").ends())
        .containsExactly("0: 200 at 3.0s");
    String inner = "wait: 1s";
    for (int depth = 0; depth < 6; depth++) {
      inner = "repeat: { times: 2, steps: [ " + inner + ", wait: 1s ] }";
    }
    assertThat(steps(inner).ends())
        .as("2 (2 (2 (2 (2 (2 (1 + 1) + 1) + 1) + 1) + 1) + 1) s")
        .containsExactly("0: 200 at 190.0s");
  }

  @Test
  void repeatedSteps_drawAnewEachTime() {
    Trial trial =
        steps("repeat: { times: 100, steps: [ wait: exponential 1s ] }", requests(200, "page"));
    double mean = trial.all().latencyMs().mean() / 1000;
    double p95 = trial.all().latencyMs().p95() / 1000;
    assertThat(mean).as("100 s ± 4 × 0.7 s").isBetween(97.0, 103.0);
    assertThat(p95).as("the same draw a hundred times would give 300 s").isLessThan(125);
  }

  @Test
  void choose_takesEachWayByItsShare() {
    Trial trial =
        steps(
            "choose: { 70%: [ wait: 1s ], 20%: [ wait: 2s ], 10%: [ wait: 3s ] }",
            requests(5000, "page"));
    assertThat(trial.all().latencyMs().mean()).as("1.4 s").isBetween(1_360.0, 1_440.0);
    assertThat(trial.all().latencyMs().p50()).isBetween(1_000.0, 1_001.0);
    assertThat(trial.all().latencyMs().max()).isEqualTo(3_000);
  }

  @Test
  void choose_inARepeat_choosesAnewEachTime() {
    Trial trial =
        steps(
            "repeat: { times: 50, steps: [ choose: { 60%: [ wait: 1s ], 40%: [ wait: 2s ] } ] }",
            requests(100, "page"));
    assertThat(trial.all().latencyMs().max()).as("70 s ± 5 × 3.5 s").isLessThan(87_500);
  }

  @Test
  void recordedColumn_isTheRequestsOwnTime() {
    assertThat(
            steps(
                    "wait: trace service",
                    "at,request,service",
                    "0,page,1.5",
                    "1,other,0.25",
                    "2,page,")
                .ends())
        .as("a blank is no time")
        .containsExactly("0: 200 at 1.5s", "1: 200 at 1.25s", "2: 200 at 2.0s");
  }

  @Test
  void stepsOfARunningRequest_stayAsTheyWere_whenTheProgramChanges() {
    Trial trial =
        steps("wait: 1s, wait: 1s", "at,request", "0,page", "1,page", "2,page")
            .with("timeline=[ { at: 500ms, set: { endpoints.page: [ wait: 10s ] } } ]");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 2.0s", "1: 200 at 11.0s", "2: 200 at 12.0s");
  }
}
