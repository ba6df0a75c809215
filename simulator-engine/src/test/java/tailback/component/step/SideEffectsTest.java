package tailback.component.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tailback.component.Trial;

/** What happens outside cannot be rolled back. */
final class SideEffectsTest {

  private static Trial trial(String django, String steps) {
    return Trial.of(
            """
            duration: 60s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { workers: 2, timeout: 4 }
              django: { %s }
              postgres: {}
              broken: { kind: service, time: 1s, failure: 100%% }
            endpoints:
              pay: [ %s ]
            """
                .formatted(django, steps))
        .free()
        .arrivals("at,request", "0,pay", "10,pay");
  }

  @ParameterizedTest(name = "{0}: {1} sent, {2} for nothing")
  @CsvSource(
      delimiter = '|',
      value = {
        "effect: email                                                                  | 2 | 0",
        "transaction: [ query: 1ms, effect: email ]                                     | 2 | 0",
        "transaction: { rollback: 100%, steps: [ query: 1ms, effect: email ] }          | 2 | 2",
        "transaction: { rollback: 100%, caught: true, steps: [ query: 1ms ] }, effect: email | 2 | 0",
        "transaction: { rollback: 100%, steps: [ query: 1ms ] }, effect: email          | 0 | 0",
        "transaction: { rollback: 100%, steps: [ query: 1ms, on_commit: [ effect: email ] ] } | 0 | 0",
        "transaction: [ query: 1ms, on_commit: [ effect: email ] ]                      | 2 | 0",
        "transaction: [ query: 1ms, effect: email, call: broken ]                       | 2 | 2",
        "transaction: [ query: 1ms, effect: email ], call: broken                       | 2 | 0",
        "transaction: [ query: 1ms, effect: email, wait: 30s ]                          | 2 | 2",
      })
  void effect_isAnOrphan_whereItsTransactionIsUndone(String steps, long happened, long orphans) {
    Trial trial = trial("", steps);
    assertThat(trial.counter("email.effects")).isEqualTo(happened);
    assertThat(trial.counter("email.orphans")).isEqualTo(orphans);
  }

  @Test
  void atomicRequests_makeAnOrphanOfIt_whenTheViewFailsLater() {
    String steps = "query: 1ms, effect: email, call: broken";
    assertThat(trial("", steps).counter("email.orphans")).isZero();
    assertThat(trial("ATOMIC_REQUESTS: true", steps).counter("email.orphans")).isEqualTo(2);
  }

  /** The task runs although the row that it is about was never there. */
  @ParameterizedTest(name = "{0}: {1} in a transaction, {2} for nothing")
  @CsvSource(
      delimiter = '|',
      value = {
        "transaction: { rollback: 100%, steps: [ query: 1ms, enqueue: { queue: rq, task: receipt } ] } | 2 | 2 | 2",
        "transaction: { rollback: 100%, steps: [ query: 1ms, on_commit: [ enqueue: { queue: rq, task: receipt } ] ] } | 0 | 0 | 0",
        "transaction: [ query: 1ms, enqueue: { queue: rq, task: receipt } ]                           | 2 | 0 | 2",
        "enqueue: { queue: rq, task: receipt }                                                        | 0 | 0 | 2",
      })
  void taskOfATransactionThatIsUndone_isAnOrphanAndRunsAllTheSame(
      String steps, long inTransaction, long orphans, long run) {
    Trial trial = trial("", steps).with("stack.rq={}", "tasks.receipt=[ wait: 1ms ]");
    assertThat(trial.counter("receipt.effects")).isEqualTo(inTransaction);
    assertThat(trial.counter("receipt.orphans")).isEqualTo(orphans);
    assertThat(trial.endpoint("tasks.receipt").completed()).isEqualTo(run);
  }
}
