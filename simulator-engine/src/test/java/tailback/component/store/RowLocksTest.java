package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/**
 * Row locks: who waits for whom, in what order, and for how long.
 *
 * <p>The sixteen transactions that come 5 ms apart and keep the row for 50 ms were run with
 * PostgreSQL 15 under {@code lock_timeout = 300ms}: without an UPDATE eight were served in order
 * and one more while the next ones failed; with one, all were served, in another order.
 */
final class RowLocksTest {

  private static final String LOCK_TIMEOUT = "ERROR: canceling statement due to lock timeout";

  private static Trial trial(String postgres, String endpoints, String... rows) {
    return Trial.of(
            """
            duration: 60s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gthread, threads: 200, timeout: 0 }
              postgres: { %s }
            endpoints: %s
            """
                .formatted(postgres, endpoints))
        .free()
        .arrivals(rows);
  }

  private static Trial sixteen(String postgres, String steps) {
    List<String> rows = new ArrayList<>(List.of("at,request"));
    IntStream.range(0, 16).forEach(i -> rows.add(i * 53 / 10_000.0 + ",page"));
    return trial(postgres, "{ page: [ " + steps + " ] }", rows.toArray(String[]::new));
  }

  private static List<Integer> order(Trial trial) {
    return IntStream.range(0, 16).boxed().sorted(Comparator.comparingDouble(trial::end)).toList();
  }

  private static final String LOCKER = "transaction: [ lock: { row: hot }, wait: 50ms ]";

  private static final String WRITER =
      "transaction: [ lock: { row: hot }, wait: 50ms, query: { write: true, row: hot } ]";

  @Test
  void lockersThatChangeNothing_areServedInOrder() {
    Trial trial = sixteen("", LOCKER).free("postgres.lock.wake=0.2ms", "postgres.lock.next=0.1ms");
    assertThat(order(trial)).isSorted();
    assertThat(trial.all().completed()).isEqualTo(16);
  }

  @Test
  void writers_wakeAllWaiters_whoLineUpAnew() {
    Trial trial = sixteen("", WRITER).free("postgres.lock.wake=0.2ms", "postgres.lock.next=0.1ms");
    List<Integer> order = order(trial);
    assertThat(order).startsWith(0, 1).isNotEqualTo(order.stream().sorted().toList());
    assertThat(trial.all().completed()).isEqualTo(16);
    assertThat(trial.resource("postgres.lock(hot)").waitMs().max()).isGreaterThan(600);
  }

  @Test
  void lockTimeout_countsFromTheLastWait_whoIsNextBeginsAnother() {
    Trial trial = sixteen("lock_timeout: 300", LOCKER);
    assertThat(trial.all().errors()).containsOnlyKeys(LOCK_TIMEOUT);
    assertThat(trial.all().completed()).as("PostgreSQL 15: nine of sixteen").isEqualTo(9);
    assertThat(trial.ends())
        .contains("7: 200 at 0.4s", "8: 500 at 0.3424s", "9: 500 at 0.3477s", "10: 200 at 0.45s");
  }

  @Test
  void lockTimeout_neverEndsTheWaitForARowThatEverybodyWrites() {
    Trial trial = sixteen("lock_timeout: 300", WRITER);
    assertThat(trial.all().completed()).as("PostgreSQL 15: all of them").isEqualTo(16);
    assertThat(trial.resource("postgres.lock(hot)").waitMs().max()).isGreaterThan(600);
  }

  @Test
  void lockTimeout_endsTheWaitForOneOwner_andRollsBack() {
    Trial trial =
        trial(
            "lock_timeout: 300ms",
            """
            {
              slow: [ transaction: [ lock: { row: hot }, wait: 2s ] ],
              page: [ transaction: [ lock: { row: other }, lock: { row: hot } ] ],
              other: [ transaction: [ lock: { row: other } ] ] }
            """,
            "at,request",
            "0,slow",
            "0.1,page",
            "0.2,other");
    assertThat(trial.ends()).containsExactly("0: 200 at 2.0s", "1: 500 at 0.4s", "2: 200 at 0.4s");
  }

  @Test
  void update_takesTheLockItself_untilItsEnd() {
    Trial trial =
        trial(
            "",
            "{ page: [ query: { io: 1s, write: true, row: hot }, wait: 5s ] }",
            "at,request",
            "0,page",
            "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 6.0s", "1: 200 at 7.0s");
    assertThat(trial.resource("postgres.lock(hot)").busyMean() * 60)
        .isEqualTo(2, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void updateInATransaction_holdsTheLockToItsEnd_onTheRowThatTheRequestMeansThroughout() {
    Trial trial =
        trial(
            "",
            """
            { page: [ transaction: [
                lock: { row: hot, keys: 1000 }, query: { write: true, row: hot, keys: 1000 },
                wait: 1s ] ] }
            """,
            "at,request",
            "0,page",
            "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 1.0s");
    assertThat(trial.resource("postgres.lock(hot)").busyMax()).isEqualTo(2);
  }

  @Test
  void writeWithoutARow_changesWhatItsTransactionHasLocked() {
    String steps = "transaction: [ lock: { row: hot }, wait: 50ms, query: { write: true } ]";
    Trial trial = sixteen("lock_timeout: 300", steps);
    assertThat(trial.all().completed()).isEqualTo(16);
  }

  @Test
  void rollback_leavesTheRowAsItWas_andTheOrder() {
    String steps =
        "transaction: { rollback: 100%, caught: true, steps: [ "
            + "lock: { row: hot }, wait: 50ms, query: { write: true } ] }";
    Trial trial = sixteen("", steps).free("postgres.lock.wake=0.2ms", "postgres.lock.next=0.1ms");
    assertThat(order(trial)).isSorted();
  }

  @Test
  void nowait_failsAtOnce() {
    Trial trial =
        trial(
            "",
            "{ page: [ transaction: [ lock: { row: hot, nowait: true }, wait: 1s ] ] }",
            "at,request",
            "0,page",
            "0.1,page",
            "1.5,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 500 at 0.1s", "2: 200 at 2.5s");
    assertThat(trial.all().errors())
        .containsOnlyKeys("ERROR: could not obtain lock on row in relation \"hot\"");
  }

  @Test
  void skipLocked_goesOnWithoutTheRow() {
    Trial trial =
        trial(
            "",
            "{ page: [ transaction: [ lock: { row: hot, skip_locked: true }, wait: 1s ] ] }",
            "at,request",
            "0,page",
            "0.1,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 1.1s");
  }

  @Test
  void twoRowsInTwoOrders_areADeadlock_foundAfterASecondByWhoWaitsFirst() {
    Trial trial =
        trial(
            "",
            """
            {
              ab: [ transaction: [ lock: { row: a }, wait: 100ms, lock: { row: b } ] ],
              ba: [ transaction: [ lock: { row: b }, wait: 200ms, lock: { row: a } ] ] }
            """,
            "at,request",
            "0,ab",
            "0,ba");
    assertThat(trial.ends())
        .as("measured with PostgreSQL 15: the victim at 1.0 s")
        .containsExactly("0: 500 at 1.1s", "1: 200 at 1.1s");
    assertThat(trial.all().errors()).containsOnlyKeys("ERROR: deadlock detected");
  }

  @Test
  void caught_theViewAnswersAllTheSame() {
    String steps = "transaction: { rollback: 100%, caught: CAUGHT, steps: [ query: 1ms ] }";
    for (String caught : List.of("true", "false")) {
      Trial trial =
          trial(
              "", "{ page: [ " + steps.replace("CAUGHT", caught) + " ] }", "at,request", "0,page");
      assertThat(trial.ends())
          .containsExactly("0: " + (caught.equals("true") ? 200 : 500) + " at 0.001s");
    }
  }
}
