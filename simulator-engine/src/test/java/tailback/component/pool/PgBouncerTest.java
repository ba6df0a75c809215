package tailback.component.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** PgBouncer: who gets a server connection, when, for how long, and who is sent away. */
final class PgBouncerTest {

  private static Trial pool(String pgbouncer, String... rows) {
    return Trial.of(
            """
            duration: 100s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gthread, threads: 200, timeout: 0 }
              pgbouncer: { %s }
              postgres: {}
            endpoints:
              page: [ query: { io: 1s } ]
              split: [ query: { io: 1s }, wait: 1s, query: { io: 1s } ]
              atomic: [ transaction: [ query: { io: 1s }, wait: 1s ] ]
              idle: [ query: { io: 1s }, wait: 10s ]
            """
                .formatted(pgbouncer))
        .free()
        .arrivals(rows);
  }

  @Test
  void waitingClients_areServedInOrder() {
    Trial trial =
        pool(
            "pool_mode: transaction, default_pool_size: 1",
            "at,request",
            "0,page",
            "0.1,page",
            "0.2,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s", "1: 200 at 2.0s", "2: 200 at 3.0s");
    assertThat(trial.all().timeInMs().get("pgbouncer.wait") * 3)
        .isEqualTo(900 + 1800, within(1e-6));
    assertThat(trial.resource("pgbouncer.servers").queueMax()).isEqualTo(2);
  }

  @Test
  void sessionMode_keepsTheServerUntilTheClientLeaves() {
    assertThat(
            pool("pool_mode: session, default_pool_size: 1", "at,request", "0,split", "0.1,page")
                .ends())
        .containsExactly("0: 200 at 3.0s", "1: 200 at 4.0s");
  }

  @Test
  void sessionMode_withPersistentConnections_keepsItForEver() {
    Trial trial =
        pool(
                "pool_mode: session, default_pool_size: 1, query_wait_timeout: 0",
                "at,request",
                "0,page",
                "0.1,page")
            .with("stack.django={ CONN_MAX_AGE: 600 }");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.0s");
  }

  @Test
  void sessionMode_everyThreadBeyondTheServers_losesOneRequestAPeriod() {
    Trial trial =
        pool(
                "pool_mode: session, default_pool_size: 2, query_wait_timeout: 5",
                "at,request",
                "0,page",
                "0,page",
                "0,page",
                "2,page",
                "3.5,page",
                "6,page",
                "6.1,page",
                "6.2,page")
            .with("stack.django={ CONN_MAX_AGE: None }");
    assertThat(trial.ends())
        .as("the third thread hangs, is freed by the timeout, and takes another victim")
        .containsExactly(
            "0: 200 at 1.0s",
            "1: 200 at 1.0s",
            "2: 500 at 5.328s",
            "3: 200 at 3.0s",
            "4: 200 at 4.5s",
            "5: 200 at 7.0s",
            "6: 200 at 7.1s",
            "7: 500 at 11.322s");
  }

  @Test
  void transactionMode_lendsItForATransaction() {
    assertThat(
            pool(
                    "pool_mode: transaction, default_pool_size: 1",
                    "at,request",
                    "0,atomic",
                    "0.1,page")
                .ends())
        .as("from BEGIN to COMMIT, Python's time included")
        .containsExactly("0: 200 at 2.0s", "1: 200 at 3.0s");
    assertThat(
            pool(
                    "pool_mode: transaction, default_pool_size: 1",
                    "at,request",
                    "0,split",
                    "0.1,page")
                .ends())
        .as("without a transaction only while a statement runs")
        .containsExactly("0: 200 at 3.0s", "1: 200 at 2.0s");
  }

  @Test
  void statementMode_lendsItForAStatement_andRefusesTransactions() {
    Trial trial =
        pool(
                "pool_mode: statement, default_pool_size: 1",
                "at,request",
                "0,split",
                "0.1,page",
                "4,atomic",
                "5,page")
            .with("stack.django={ CONN_MAX_AGE: 600 }");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 3.0s", "1: 200 at 2.0s", "2: 500 at 4.0s", "3: 200 at 6.0s");
    assertThat(trial.all().errors())
        .containsOnlyKeys("FATAL: transaction blocks not allowed in statement pooling mode");
  }

  @Test
  void lastUsedServer_isUsedFirst() {
    Trial trial =
        pool(
            "pool_mode: transaction, default_pool_size: 5",
            "at,request",
            "0,page",
            "0,page",
            "2,page",
            "4,page",
            "6,page");
    assertThat(trial.resource("postgres.connections").arrivals()).isEqualTo(2);
  }

  @Test
  void servers_areOpenedOneLoginAtATime() {
    Trial trial =
        pool(
                "pool_mode: transaction, default_pool_size: 3",
                "at,request",
                "0,page",
                "0,page",
                "0,page")
            .free("postgres.connect.cpu=100ms");
    assertThat(trial.ends()).containsExactly("0: 200 at 1.1s", "1: 200 at 1.2s", "2: 200 at 1.3s");
  }

  @Test
  void idleClients_needNoServer() {
    Trial trial =
        pool(
            "pool_mode: transaction, default_pool_size: 1",
            "at,request",
            "0,idle",
            "1.5,idle",
            "3,idle");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 11.0s", "1: 200 at 12.5s", "2: 200 at 14.0s");
    assertThat(trial.resource("pgbouncer.clients").busyMax()).isEqualTo(3);
    assertThat(trial.resource("postgres.connections").busyMax()).isEqualTo(1);
  }

  @Test
  void oneClientTooMany_isRefused() {
    Trial trial = pool("max_client_conn: 2", "at,request", "0,idle", "0.1,idle", "0.2,idle");
    assertThat(trial.ends()).contains("2: 500 at 0.2s");
    assertThat(trial.all().errors())
        .containsOnlyKeys("FATAL: no more connections allowed (max_client_conn)");
    assertThat(trial.resource("pgbouncer.clients").rejected()).isEqualTo(1);
  }

  @Test
  void queryWaitTimeout_isNoticedByTheJanitorThreeTimesASecond() {
    Trial trial =
        pool(
            "default_pool_size: 1, query_wait_timeout: 2",
            "at,request",
            "0,idle",
            "0.1,page",
            "0.5,page");
    assertThat(trial.ends())
        .as("2.1 s and 2.5 s, at the next multiple of 0.333 s")
        .contains("1: 500 at 2.331s", "2: 500 at 2.664s");
    assertThat(trial.all().errors().keySet().iterator().next())
        .startsWith("server closed the connection unexpectedly");
  }

  @Test
  void queryWaitTimeoutZero_waitsForEver() {
    assertThat(
            pool("default_pool_size: 1, query_wait_timeout: 0", "at,request", "0,idle", "0.1,page")
                .ends())
        .contains("1: 200 at 12.0s");
  }

  @Test
  void queryWaitTimeout_changesWhileClientsWait() {
    String off = "[ { at: 1s, set: { pgbouncer.query_wait_timeout: 0 } } ]";
    String[] rows = {"at,request", "0,idle", "0.1,page"};
    assertThat(
            pool("default_pool_size: 1, query_wait_timeout: 2", rows)
                .with("timeline=" + off)
                .ends())
        .contains("1: 200 at 12.0s");
    assertThat(
            pool("default_pool_size: 1, query_wait_timeout: 0", rows)
                .with("timeline=" + off.replace("timeout: 0", "timeout: 2"))
                .ends())
        .contains("1: 500 at 2.331s");
  }

  @Test
  void refusedServerLogin_isTriedAgainAfterItsPause() {
    Trial trial =
        pool(
                "pool_mode: transaction, server_login_retry: 5",
                "at,request",
                "0,hold",
                "0,taker",
                "0.1,page")
            .with("postgres.max_connections=5")
            .with("endpoints.hold=[ query: { io: 9s } ]")
            .with("endpoints.taker=[ query: { io: 4s, via: postgres } ]");
    assertThat(trial.ends())
        .as("the second slot is free at 4 s; PgBouncer looks again at 5.1 s")
        .containsExactly("0: 200 at 9.0s", "1: 200 at 4.0s", "2: 200 at 6.1s");
  }

  @Test
  void refusedServerLogin_withoutAnyOtherServer_sendsEverybodyAway() {
    Trial trial =
        pool(
                "pool_mode: transaction, server_login_retry: 5",
                "at,request",
                "0,taker",
                "0.1,page",
                "1,page",
                "5.2,page",
                "6,page")
            .with("postgres.max_connections=4")
            .with("endpoints.taker=[ query: { io: 4s, via: postgres } ]");
    assertThat(trial.ends())
        .as("who asks after the pause still hears the old error, but begins a login that succeeds")
        .containsExactly(
            "0: 200 at 4.0s",
            "1: 500 at 0.1s",
            "2: 500 at 1.0s",
            "3: 500 at 5.2s",
            "4: 200 at 7.0s");
    String slots = "remaining connection slots are reserved for roles with the SUPERUSER attribute";
    assertThat(trial.all().errors())
        .containsOnlyKeys(
            "FATAL: " + slots,
            "FATAL: server login has been failing, cached error: "
                + slots
                + " (server_login_retry)");
  }

  @Test
  void reserve_isOpenedWhenTheOldestHasWaited() {
    String rows = "default_pool_size: 1, reserve_pool_size: 1, reserve_pool_timeout: ";
    assertThat(pool(rows + 2, "at,request", "0,idle", "0.1,page", "0.2,page").ends())
        .as("at the janitor's look after 2.1 s; it serves the next one, too")
        .contains("1: 200 at 3.331s", "2: 200 at 4.331s");
    assertThat(pool(rows + 0, "at,request", "0,idle", "0.1,page").ends())
        .as("0: never")
        .contains("1: 200 at 12.0s");
  }

  @Test
  void minPoolSize_isOpenedByTheJanitorOneByOne_whileThereAreClients() {
    Trial trial = pool("min_pool_size: 3, server_idle_timeout: 20", "at,request", "0.1,idle");
    assertThat(trial.resource("postgres.connections").arrivals()).isEqualTo(3);
    double[] open = trial.run().timeseries().series().get("postgres.connections.busy");
    assertThat(open[open.length - 1]).as("idle for long, and kept").isEqualTo(3);
  }

  @Test
  void serverIdleTimeout_closesWhatNobodyUses() {
    Trial trial =
        pool("pool_mode: transaction, server_idle_timeout: 5", "at,request", "0,page", "0,page");
    double[] open = trial.run().timeseries().series().get("postgres.connections.busy");
    assertThat(open[5]).isEqualTo(2);
    assertThat(open[7]).isZero();
  }

  @Test
  void serverLifetime_closesOldServers_notAllAtOnce() {
    Trial trial =
        pool(
            "pool_mode: transaction, server_lifetime: 20, default_pool_size: 2",
            "at,request",
            "0,page",
            "0,page");
    double[] open = trial.run().timeseries().series().get("postgres.connections.busy");
    assertThat(open[19]).isEqualTo(2);
    assertThat(open[25]).as("the next one 20 s / 2 later").isEqualTo(1);
    assertThat(open[32]).isZero();
  }

  @Test
  void roundRobin_usesTheServerIdleForLongest_soNoneAgesOut() {
    String[] rows = {
      "at,request", "0,page", "0,page", "3,page", "6,page", "9,page", "12,page", "15,page"
    };
    String settings = "pool_mode: transaction, server_idle_timeout: 8, server_round_robin: ";
    double[] lifo =
        pool(settings + false, rows).run().timeseries().series().get("postgres.connections.busy");
    double[] robin =
        pool(settings + true, rows).run().timeseries().series().get("postgres.connections.busy");
    assertThat(lifo[14]).isEqualTo(1);
    assertThat(robin[14]).isEqualTo(2);
  }

  @Test
  void maxDbConnections_boundsThePool() {
    assertThat(
            pool(
                    "pool_mode: transaction, default_pool_size: 9, max_db_connections: 2",
                    "at,request",
                    "0,page",
                    "0,page",
                    "0,page")
                .ends())
        .contains("2: 200 at 2.0s");
  }

  @Test
  void serverResetQuery_runsBetweenTwoSessions() {
    String[] rows = {"at,request", "0,page", "0.1,page"};
    assertThat(pool("default_pool_size: 1", rows).free("pgbouncer.reset=100ms").ends())
        .contains("1: 200 at 2.1s");
    assertThat(
            pool("default_pool_size: 1, server_reset_query: ''", rows)
                .free("pgbouncer.reset=100ms")
                .ends())
        .contains("1: 200 at 2.0s");
  }

  @Test
  void largerPool_servesThoseWhoWait() {
    Trial trial =
        pool(
                "pool_mode: transaction, default_pool_size: 1",
                "at,request",
                "0,page",
                "0,page",
                "0,page",
                "0,page")
            .with("timeline=[ { at: 500ms, set: { pgbouncer.default_pool_size: 4 } } ]");
    assertThat(trial.ends())
        .containsExactly("0: 200 at 1.0s", "1: 200 at 1.5s", "2: 200 at 1.5s", "3: 200 at 1.5s");
  }

  @Test
  void smallerPool_closesServers_idleOnesAtOnce() {
    Trial trial =
        pool(
                "pool_mode: transaction, default_pool_size: 3",
                "at,request",
                "0,page",
                "0,page",
                "0.9,page",
                "5,page",
                "5,page")
            .with("timeline=[ { at: 1.5s, set: { pgbouncer.default_pool_size: 1 } } ]");
    assertThat(trial.ends()).contains("3: 200 at 6.0s", "4: 200 at 7.0s");
    double[] open = trial.run().timeseries().series().get("postgres.connections.busy");
    assertThat(open[open.length - 1]).isEqualTo(1);
  }

  @Test
  void killedClient_leavesTheLine() {
    Trial trial =
        pool("default_pool_size: 1", "at,request", "0.5,atomic", "0.6,page")
            .with("stack.gunicorn={ worker_class: sync, workers: 2, timeout: 4, boot: 100ms }")
            .with("endpoints.atomic=[ query: { io: 9s } ]");
    assertThat(trial.ends()).hasSize(2).allMatch(end -> end.contains(": 0 at "));
    assertThat(trial.end(0)).isBetween(4.5, 5.5).isLessThanOrEqualTo(trial.end(1));
    double[] clients = trial.run().timeseries().series().get("pgbouncer.clients.busy");
    assertThat(clients[7]).as("the statement runs on until 9.5 s").isEqualTo(1);
    assertThat(clients[20]).isZero();
  }
}
