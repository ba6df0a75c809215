package tailback.component.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** An exception in the view ends the request where it is raised. */
final class FailTest {

  private static Trial trial(String steps, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack: { gunicorn: { worker_class: gevent }, postgres: { auth: trust } }
            endpoints: { page: [ %s ] }
            tasks: {}
            """
                .formatted(steps))
        .free()
        .arrivals(rows.length == 0 ? new String[] {"at,request", "0,page"} : rows);
  }

  private static String[] pages(int count) {
    String[] rows = new String[count + 1];
    rows[0] = "at,request";
    for (int i = 1; i <= count; i++) {
      rows[i] = i / 100.0 + ",page";
    }
    return rows;
  }

  @Test
  void fail_answers500_andWhatFollowsIsNotDone() {
    Trial trial = trial("wait: 1s, fail: {}, wait: 1s");
    assertThat(trial.ends()).containsExactly("0: 500 at 1.0s");
    assertThat(trial.all().errors()).containsOnlyKeys("500 Server Error: an exception in the view");
  }

  @Test
  void fail_withAStatus_answersThat() {
    assertThat(trial("fail: 503").ends()).containsExactly("0: 503 at 0.0s");
  }

  @Test
  void fail_below500_isAnAnswer_andNoError() {
    Trial trial = trial("fail: { status: 404 }");
    assertThat(trial.ends()).containsExactly("0: 404 at 0.0s");
    assertThat(trial.all().errors()).isEmpty();
    assertThat(trial.run().requests().completed()).isEqualTo(1);
  }

  @Test
  void fail_isRaisedByItsShare() {
    Trial trial = trial("fail: { share: 30% }", pages(2000));
    assertThat(trial.run().requests().failed()).as("600 ± 4 × 20.5").isBetween(518L, 682L);
  }

  @Test
  void fail_insideATransaction_rollsItBack() {
    Trial trial = trial("transaction: [ query: 1ms, effect: email, fail: {} ]");
    assertThat(trial.counter("email.orphans")).isEqualTo(1);
    Trial next =
        trial(
            "transaction: [ lock: { row: stock }, fail: { share: 100% } ]",
            "at,request", "0,page", "1,page");
    assertThat(next.end(1)).as("the lock of the first is free").isEqualTo(1);
  }

  @Test
  void fail_inABranch_endsTheRequest_whenTheOthersAreDone() {
    assertThat(trial("parallel: [ [ wait: 3s ], [ wait: 1s, fail: 502 ] ], wait: 1s").ends())
        .containsExactly("0: 502 at 3.0s");
  }
}
