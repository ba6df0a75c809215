package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;

/** What a COMMIT waits for, and who waits with it. */
final class CommitsTest {

  private static Trial trial(String postgres, String steps, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gevent }
              postgres: { flush: 3ms, %s }
              reader: { kind: postgres, replica_of: postgres, lag: 40ms, flush: 5ms }
            endpoints: { page: [ %s ] }
            """
                .formatted(postgres, steps))
        .free()
        .arrivals(rows.length == 0 ? new String[] {"at,request", "0,page"} : rows);
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "synchronous_commit: 'on' | query: { io: 10ms, write: true } | 0.013",
        "synchronous_commit: 'off' | query: { io: 10ms, write: true } | 0.01",
        "synchronous_commit: 'on' | query: { io: 10ms } | 0.01",
        "synchronous_commit: 'on' | transaction: [ query: { io: 10ms, write: true } ] | 0.013",
        "synchronous_commit: 'on' | transaction: [ query: { io: 10ms } ] | 0.01",
        "synchronous_commit: 'on' | transaction: [ lock: stock ] | 0.003",
        "synchronous_commit: 'on' | transaction: { rollback: 100%, caught: true, steps: [ query: { io: 10ms, write: true } ] } | 0.01",
        "synchronous_commit: local, synchronous_standby_names: reader | query: { io: 10ms, write: true } | 0.013",
        "synchronous_commit: 'on', synchronous_standby_names: reader | query: { io: 10ms, write: true } | 0.018",
        "synchronous_commit: remote_apply, synchronous_standby_names: reader | query: { io: 10ms, write: true } | 0.053",
        "synchronous_commit: remote_apply | query: { io: 10ms, write: true } | 0.013",
      })
  void commit_waitsForTheFlush_andForTheStandby(String postgres, String steps, double takes) {
    assertThat(trial(postgres, steps).end(0)).isEqualTo(takes);
  }

  @Test
  void flush_keepsTheRow_forThoseWhoWaitForIt() {
    Trial trial =
        trial(
            "synchronous_commit: 'on'",
            "query: { io: 10ms, write: true, row: stock }",
            "at,request",
            "0,page",
            "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.013s", "1: 200 at 0.026s");
  }

  @Test
  void commitsAtOneTime_shareAFlush() {
    Trial trial =
        trial(
            "synchronous_commit: 'on'",
            "query: { io: 10ms, write: true }",
            "at,request",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.ends()).allMatch(end -> end.endsWith("200 at 0.013s"));
  }

  @Test
  void remoteApply_leavesNoReadOfTheStandbyStale() {
    String steps = "query: { write: true }, query: { via: reader }";
    assertThat(trial("synchronous_standby_names: reader", steps).all().stale()).isEqualTo(1);
    assertThat(
            trial("synchronous_standby_names: reader, synchronous_commit: remote_apply", steps)
                .all()
                .stale())
        .isZero();
  }
}
