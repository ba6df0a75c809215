package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** PostgreSQL: slots without a queue, statements that share the cores, row locks. */
final class PostgresTest {

  private static final String RESERVED =
      "FATAL: remaining connection slots are reserved for roles with the SUPERUSER attribute";

  private static Trial database(String postgres, String endpoints, String... rows) {
    return Trial.of(
            """
            duration: 60s
            hosts: { db: { cpus: 1 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gthread, threads: 200, timeout: 0 }
              postgres: { host: db, %s }
              celery: { worker_concurrency: 1 }
            endpoints: %s
            tasks: { job: [ wait: 1s ] }
            """
                .formatted(postgres, endpoints))
        .free()
        .arrivals(rows);
  }

  @Test
  void lastSlots_areReserved_andNobodyWaits() {
    Trial trial =
        database(
            "max_connections: 5",
            "{ page: [ query: { io: 1s } ] }",
            "at,request",
            "0,page",
            "0.1,page",
            "0.2,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 1.1s", "2: 500 at 0.2s");
    assertThat(trial.all().errors()).containsExactly(java.util.Map.entry(RESERVED, 1L));
    assertThat(trial.resource("postgres.connections").rejected()).isEqualTo(1);
    assertThat(trial.resource("postgres.connections").capacity()).isEqualTo(2);
  }

  @Test
  void withoutReservedSlots_thereAreTooManyClients() {
    Trial trial =
        database(
            "max_connections: 2, superuser_reserved_connections: 0",
            "{ page: [ query: { io: 1s } ] }",
            "at,request",
            "0,page",
            "0.1,page",
            "0.2,page");
    assertThat(trial.all().errors()).containsOnlyKeys("FATAL: sorry, too many clients already");
  }

  @Test
  void managedSize_hasAsManySlotsAsItsMemoryAllows() {
    String page = "{ page: [ query: { io: 1s } ] }";
    for (String[] size :
        new String[][] {
          {"db.t3.micro", "109"}, {"db.t3.medium", "447"}, {"db.m6i.4xlarge", "4997"}
        }) {
      Trial trial =
          database("", page, "at,request", "0,page")
              .with("hosts.db=null")
              .with("hosts={ db: { instance: " + size[0] + " } }");
      assertThat(trial.resource("postgres.connections").capacity())
          .as("LEAST(memory / 9531392, 5000), less three")
          .isEqualTo(Integer.parseInt(size[1]));
    }
    Trial said =
        database("max_connections: 50", page, "at,request", "0,page")
            .with("hosts.db=null", "hosts={ db: { instance: db.t3.medium } }");
    assertThat(said.resource("postgres.connections").capacity()).isEqualTo(47);
  }

  @Test
  void outOfMemory_endsAllSessions_andTheServerStartsAnew() {
    String[] rows = new String[31];
    rows[0] = "at,request";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = i / 10.0 + ",page";
    }
    Trial trial =
        database(
                "shared_buffers: 100MiB, backend_memory: 10MiB, restart_time: 500ms",
                "{ page: [ query: { io: 30s } ] }",
                rows)
            .with("hosts.db.memory=205MiB");
    assertThat(trial.counter("postgres.ooms")).as("the eleventh process, twice").isEqualTo(2);
    assertThat(trial.all().errors())
        .as("four more in each half second, and the one that was too many")
        .containsEntry("connection to server failed: Connection refused", 10L);
    assertThat(trial.end(0)).isEqualTo(1.1);
    assertThat(trial.counter("postgres.memory")).isEqualTo(210L << 20);
  }

  @Test
  void reservedConnections_areRefusedInOtherWords_andBefore16SoAreTheSuperusers() {
    String[] rows = {"at,request", "0,page", "0.1,page"};
    String page = "{ page: [ query: { io: 1s } ] }";
    assertThat(database("max_connections: 5, reserved_connections: 1", page, rows).all().errors())
        .containsOnlyKeys(
            "FATAL: remaining connection slots are reserved for roles with privileges of the"
                + " \"pg_use_reserved_connections\" role");
    assertThat(database("max_connections: 4, version: 15", page, rows).all().errors())
        .containsOnlyKeys(
            "FATAL: remaining connection slots are reserved for non-replication superuser"
                + " connections");
  }

  @Test
  void ssl_takesTimeToOpenAConnection() {
    Trial trial =
        database("auth: trust, ssl: true", "{ page: [ query: 1ms ] }", "at,request", "0,page")
            .free("postgres.ssl=2ms");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.003s");
  }

  @Test
  void before14_everyStatementLooksAtAllConnections() {
    for (int version : new int[] {13, 14}) {
      Trial trial =
          database(
                  "max_connections: 200, version: " + version,
                  "{ idle: [ query: 1ms, wait: 10s ], page: [ wait: 1s, query: 1ms ] }",
                  many("idle", 99))
              .free("postgres.snapshot.per_1000=1ms");
      assertThat(trial.end(99))
          .as("a tenth of a millisecond more with 100 connections")
          .isEqualTo(version < 14 ? 1.5011 : 1.501);
    }
  }

  private static String[] many(String endpoint, int times) {
    String[] rows = new String[times + 2];
    rows[0] = "at,request";
    java.util.Arrays.fill(rows, 1, times + 1, "0," + endpoint);
    rows[times + 1] = "0.5,page";
    return rows;
  }

  @Test
  void withoutAnIndex_theWholeTableIsRead() {
    Trial trial =
        database(
                "",
                "{ page: [ query: { time: 1ms, rows: 4000000, index: false } ] }",
                "at,request",
                "0,page")
            .free("postgres.scan.per_1000=0.1ms");
    assertThat(trial.ends()).containsExactly("0: 200 at 0.401s");
  }

  @Test
  void ninetyEighthConnection_isRefused() {
    String[] rows = new String[99];
    rows[0] = "at,request";
    for (int i = 1; i < rows.length; i++) {
      rows[i] = i / 1000.0 + ",page";
    }
    Trial trial = database("", "{ page: [ query: { io: 1s } ] }", rows);
    assertThat(trial.all().completed()).isEqualTo(97);
    assertThat(trial.ends()).contains("97: 500 at 0.098s");
  }

  @Test
  void refusal_costsTheForkToo() {
    Trial trial =
        database(
                "max_connections: 1, superuser_reserved_connections: 0",
                "{ page: [ query: { io: 1s } ] }",
                "at,request",
                "0,page",
                "0.5,page")
            .free("postgres.connect.cpu=3ms");
    assertThat(trial.ends()).contains("1: 500 at 0.503s");
    assertThat(trial.resource("db.cpu").busyMean() * 60)
        .isEqualTo(0.006, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void statements_shareTheCores() {
    assertThat(
            database(
                    "", "{ page: [ query: 10ms ] }", "at,request", "0,page", "0,page", "0.005,page")
                .ends())
        .as("two halves of a core until 5 ms, three thirds from then on")
        .containsExactly("0: 200 at 0.0275s", "1: 200 at 0.0275s", "2: 200 at 0.03s");
  }

  @Test
  void rowLock_isHeldUntilCommit_andServedInOrder() {
    Trial trial =
        database(
            "",
            "{ page: [ transaction: [ lock: { row: stock }, wait: 1s ], wait: 5s ] }",
            "at,request",
            "0,page",
            "0.1,page",
            "0.2,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 6.0s", "1: 200 at 7.0s", "2: 200 at 8.0s");
    assertThat(trial.resource("postgres.lock(stock)").queueMax()).isEqualTo(2);
    assertThat(trial.all().timeInMs().get("postgres.lock(stock)") * 3)
        .isEqualTo(900 + 1800, org.assertj.core.api.Assertions.within(1e-6));
  }

  @Test
  void rowLock_thatOneHas_isHadAgain() {
    assertThat(
            database(
                    "",
                    "{ page: [ transaction: [ lock: { row: stock }, lock: { row: stock }, wait: 1s"
                        + " ] ] }",
                    "at,request",
                    "0,page",
                    "0,page")
                .ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 2.0s");
  }

  @Test
  void otherRows_areOthers() {
    Trial trial =
        database(
            "",
            "{ page: [ transaction: [ lock: { row: stock, keys: 1000000 }, wait: 1s ] ] }",
            "at,request",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 1.0s", "2: 200 at 1.0s");
  }

  @Test
  void deadlock_isFoundAfterItsTimeout_andCostsTheVictimItsTransaction() {
    Trial trial =
        database(
            "deadlock_timeout: 1s",
            """
            {
              ab: [ transaction: [ lock: { row: a }, wait: 100ms, lock: { row: b }, wait: 1s ] ],
              ba: [ transaction: [ lock: { row: b }, wait: 200ms, lock: { row: a }, wait: 1s ] ] }
            """,
            "at,request",
            "0,ab",
            "0,ba");
    assertThat(trial.ends())
        .as("ab waits from 0.1 s on; at 1.1 s it finds the circle that ba has closed at 0.2 s")
        .containsExactly("0: 500 at 1.1s", "1: 200 at 2.1s");
    assertThat(trial.all().errors()).containsOnlyKeys("ERROR: deadlock detected");
    assertThat(trial.counter("postgres.deadlocks")).isEqualTo(1);
  }

  @Test
  void longWait_isNoDeadlock() {
    Trial trial =
        database(
            "deadlock_timeout: 100ms",
            "{ page: [ transaction: [ lock: { row: stock }, wait: 5s ] ] }",
            "at,request",
            "0,page",
            "0,page",
            "0,page");
    assertThat(trial.all().completed()).isEqualTo(3);
    assertThat(trial.counter("postgres.deadlocks")).isZero();
  }

  @Test
  void failure_rollsBackAndFreesTheLocks() {
    Trial trial =
        database(
                "",
                """
                {
                  bad: [ transaction: [ lock: { row: stock }, call: broken ] ],
                  page: [ transaction: [ lock: { row: stock } ] ] }
                """,
                "at,request",
                "0,bad",
                "0.1,page")
            .with("stack.broken={ kind: service, time: 1s, failure: 100% }");
    assertThat(trial.ends()).containsExactly("0: 500 at 1.0s", "1: 200 at 1.0s");
  }

  @Test
  void onCommit_runsAfterTheCommit_asOftenAsItWasReached() {
    Trial trial =
        database(
            "",
            """
            {
              page: [ transaction: [
                repeat: { times: 3, steps: [
                  on_commit: [ enqueue: { queue: celery, task: job } ] ] },
                wait: 500ms ] ] }
            """,
            "at,request",
            "0,page");
    assertThat(trial.resource("celery.queue").arrivals()).isEqualTo(3);
    assertThat(trial.resource("celery.workers").busyMax()).isEqualTo(1);
    double[] waiting = trial.run().timeseries().series().get("celery.prefetched.queue");
    assertThat(waiting).as("at 1 s, 2 s, 3 s …").startsWith(2, 1, 0);
  }

  @Test
  void onCommit_doesNotRunWhenTheTransactionRollsBack() {
    Trial trial =
        database(
            "",
            """
            {
              page: [ transaction: { rollback: 100%, steps: [
                on_commit: [ enqueue: { queue: celery, task: job } ] ] } ] }
            """,
            "at,request",
            "0,page");
    assertThat(trial.ends()).containsExactly("0: 500 at 0.0s");
    assertThat(trial.resource("celery.queue").arrivals()).isZero();
  }

  @Test
  void transactionInOnCommit_thatRollsBack_leavesTheOthersAlone() {
    Trial trial =
        database(
            "",
            """
            {
              page: [ transaction: [
                on_commit: [ transaction: { rollback: 100%, caught: true, steps: [
                  on_commit: [ enqueue: { queue: celery, task: job } ] ] } ],
                on_commit: [ enqueue: { queue: celery, task: job } ] ] ] }
            """,
            "at,request",
            "0,page");
    assertThat(trial.resource("celery.queue").arrivals()).isEqualTo(1);
  }

  @Test
  void manyOnCommitBlocks_areToldApart() {
    String blocks = "on_commit: [ enqueue: { queue: celery, task: job } ], ".repeat(70);
    Trial trial =
        database(
            "",
            "{ page: [ transaction: [ choose: { 60%: [ "
                + blocks
                + " wait: 1ms ], 40%: [ "
                + blocks
                + " wait: 1ms ] } ] ] }",
            "at,request",
            "0,page");
    assertThat(trial.resource("celery.queue").arrivals()).isEqualTo(70);
  }

  @Test
  void openTransaction_isHeldWhileTheViewWaits() {
    Trial trial =
        database("", "{ page: [ transaction: [ query: 1ms, wait: 1s ] ] }", "at,request", "0,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.001s");
    assertThat(trial.all().statements()).as("BEGIN and COMMIT are no queries").isEqualTo(1);
    assertThat(trial.resource("postgres.idle_in_transaction").busyMean() * 60)
        .as("all of the second in which the view waits")
        .isEqualTo(1, org.assertj.core.api.Assertions.within(1e-9));
  }
}
