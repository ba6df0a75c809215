package tailback.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static tailback.scenario.Given.steps;
import static tailback.scenario.Given.stepsMessage;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tailback.program.Bytes;
import tailback.program.Step;
import tailback.queueing.Distribution;

final class StepsTest {

  private static Distribution ms(long millis) {
    return Distribution.constant(millis * 1_000_000);
  }

  private static Step.Query query(
      Distribution time, Distribution io, String via, boolean write, Step.Driver driver) {
    return new Step.Query(
        time, io, via, write, null, 1, 0, 0, true, driver, false, false, null, new Bytes(0));
  }

  private static Step.Lock lock(String row, int keys) {
    return new Step.Lock(row, keys, 0, false, false);
  }

  @Test
  void shortForm_givesTheFirstKey() {
    assertThat(steps("[ cpu: 4ms, wait: exponential 1s, block: 2ms, query: 3ms, call: payments ]"))
        .containsExactly(
            new Step.Cpu(ms(4)),
            new Step.Wait(Distribution.exponential(1e9)),
            new Step.Block(ms(2), Step.Gil.RELEASED, false, false),
            query(ms(3), ms(0), null, false, Step.Driver.COOPERATIVE),
            new Step.Call("payments", null, null, 0, Step.Driver.COOPERATIVE));
  }

  @Test
  void longForm_givesAnyKey() {
    assertThat(
            steps(
                """
                [ block: { time: 2ms, gil: held, cpu: true },
                      query: { io: 3ms, via: postgres, write: true, driver: blocking },
                      call: { to: payments, time: 1s, timeout: 2s, failure: 3%, driver: blocking } ]\
                """))
        .containsExactly(
            new Step.Block(ms(2), Step.Gil.HELD, true, false),
            query(ms(0), ms(3), "postgres", true, Step.Driver.BLOCKING),
            new Step.Call("payments", ms(1000), Duration.ofSeconds(2), 0.03, Step.Driver.BLOCKING));
  }

  @Test
  void transaction_holdsSteps() {
    assertThat(
            steps(
                "[ transaction: [ lock: stock, on_commit: [ enqueue: { queue: celery, task: mail }"
                    + " ] ] ]"))
        .containsExactly(
            new Step.Transaction(
                List.of(
                    lock("stock", 1),
                    new Step.OnCommit(
                        List.of(new Step.Enqueue("celery", "mail", null, null, Duration.ZERO)))),
                0,
                false));
    assertThat(steps("[ transaction: { rollback: 2%, steps: [ lock: { row: stock, keys: 5 } ] } ]"))
        .containsExactly(new Step.Transaction(List.of(lock("stock", 5)), 0.02, false));
  }

  @Test
  void cache_repeat_choose() {
    assertThat(
            steps(
                "[ cache: { hit: 80%, miss: [ query: 3ms ] }, repeat: { times: 3, steps: [ cpu: 1ms"
                    + " ] }, choose: { 90%: [ cpu: 1ms ], 10%: [] } ]"))
        .containsExactly(
            new Step.Cache(
                0.8,
                List.of(query(ms(3), ms(0), null, false, Step.Driver.COOPERATIVE)),
                null,
                null,
                null,
                1,
                0,
                false,
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ZERO,
                0,
                false,
                new Bytes(1000)),
            new Step.Repeat(3, List.of(new Step.Cpu(ms(1)))),
            new Step.Choose(
                List.of(
                    new Step.Way(0.9, List.of(new Step.Cpu(ms(1)))),
                    new Step.Way(0.1, List.of()))));
  }

  @Test
  void choose_asAList_mayHaveEqualShares() {
    assertThat(
            steps("[ choose: [ { share: 50%, steps: [ cpu: 1ms ] }, { share: 0.5, steps: [] } ] ]"))
        .containsExactly(
            new Step.Choose(
                List.of(
                    new Step.Way(0.5, List.of(new Step.Cpu(ms(1)))),
                    new Step.Way(0.5, List.of()))));
  }

  @Test
  void malformed_saysWhatIsMeant() {
    assertThat(stepsMessage("[ query: { tme: 3ms } ]"))
        .isEqualTo("x.yaml:17:20: unknown key 'tme' of query; did you mean 'time'?");
    assertThat(stepsMessage("[ repeat: [ cpu: 1ms ] ]"))
        .isEqualTo("x.yaml:17:19: repeat takes how often, not a list; its keys are times, steps");
    assertThat(stepsMessage("[ repeat: { steps: [] } ]"))
        .isEqualTo("x.yaml:17:19: repeat needs 'times'; it is how often");
    assertThat(stepsMessage("[ transaction: 3ms ]"))
        .isEqualTo(
            "x.yaml:17:24: transaction takes a list of steps, not '3ms'; its keys are steps,"
                + " rollback, caught");
    assertThat(stepsMessage("[ block: { time: 3ms, gil: kept } ]"))
        .isEqualTo("x.yaml:17:36: gil of block: 'kept' is none of held, released");
    assertThat(stepsMessage("[ query: { time: 3ms, via: postgrs } ]"))
        .isEqualTo(
            "x.yaml:17:36: via of query: there is no part 'postgrs'; did you mean 'postgres'?");
    assertThat(stepsMessage("[ transaction: [ lock: { row: a, keys: 0 } ] ]"))
        .isEqualTo("x.yaml:17:48: keys of lock: there must be at least one row");
    assertThat(stepsMessage("[ transaction: [ on_commit: [ lock: stock ] ] ]"))
        .startsWith("x.yaml:17:45: a lock outside a transaction");
    assertThat(stepsMessage("[ enqueue: { queue: celery, task: male } ]"))
        .isEqualTo("x.yaml:17:43: unknown task 'male' of enqueue; did you mean 'mail'?");
    assertThat(stepsMessage("[ choose: { most: [] } ]"))
        .isEqualTo(
            "x.yaml:17:21: a share of choose: 'most' is not a share; write a share such as 80% or"
                + " 0.8");
    assertThat(stepsMessage("[ [ cpu: 1ms ] ]"))
        .isEqualTo(
            "x.yaml:17:11: a step of endpoints.page is a map such as { cpu: 4ms }, not a list");
  }
}
