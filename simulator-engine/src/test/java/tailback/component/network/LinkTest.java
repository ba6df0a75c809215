package tailback.component.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** A network that is cut before a database, a pool, a cache or a broker. */
final class LinkTest {

  private static Trial trial(String stack, String page, String timeline, String... rows) {
    return Trial.of(
            """
            duration: 2000s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { workers: 20, timeout: 0 }
              %s
            endpoints: { page: [ %s ] }
            timeline: [ %s ]
            """
                .formatted(stack, page, timeline))
        .free()
        .arrivals(rows);
  }

  private static String cut(String part, String until) {
    return "{ at: 10s, do: %s.partition }, { at: %s, do: %s.heal }".formatted(part, until, part);
  }

  private static final String POSTGRES = "postgres: {}";
  private static final String QUERY = "query: { io: 1s }";

  // ---- Postgres

  /** SYNs at 12, 13, 14, 15 and 16 s. */
  @Test
  void newConnection_waitsForItsNextSyn() {
    Trial trial = trial(POSTGRES, QUERY, cut("postgres", "15.5s"), "at,request", "11,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 17.0s");
    assertThat(trial.all().timeInMs()).containsEntry("postgres.unreachable", 5000.0);
  }

  @Test
  void newConnection_isGivenUp_byTheKernelOrEarlier() {
    String forever = cut("postgres", "1500s");
    Trial trial = trial(POSTGRES, QUERY, forever, "at,request", "11,page");
    assertThat(trial.ends()).containsExactly("0: 500 at 142.0s");
    assertThat(trial.all().errors())
        .containsEntry("connection to server failed: Connection timed out", 1L);
    Trial patient =
        trial(
            "django: { OPTIONS: { connect_timeout: 5 } }\n  postgres: {}",
            QUERY,
            forever,
            "at,request",
            "11,page");
    assertThat(patient.ends()).containsExactly("0: 500 at 16.0s");
  }

  /** The answer is ready at 10.5 s, and sent again 0.2, 0.6, 1.4 and 3 s later. */
  @Test
  void answer_isSentAgain() {
    Trial trial = trial(POSTGRES, QUERY, cut("postgres", "12s"), "at,request", "9.5,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 13.5s");
  }

  /** The second statement is sent at 11 s, and again 0.2, 0.6 and 1.4 s later. */
  @Test
  void statement_isSentAgain() {
    Trial trial =
        trial(
            POSTGRES,
            "query: { io: 0.5s }, wait: 2s, query: { io: 1s }",
            cut("postgres", "12s"),
            "at,request",
            "8.5,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 13.4s");
  }

  /** Retransmissions end after 924.6 s. */
  @Test
  void statement_hangsForAQuarterOfAnHour() {
    Trial trial =
        trial(
            POSTGRES,
            "query: { io: 0.5s }, wait: 2s, query: { io: 1s }",
            cut("postgres", "1500s"),
            "at,request",
            "8.5,page");
    assertThat(trial.ends()).containsExactly("0: 500 at 935.6s");
    assertThat(trial.all().errors())
        .containsEntry("could not receive data from server: Connection timed out", 1L);
  }

  /** The server does not notice that its client has gone, and keeps the row. */
  @Test
  void transactionOfAClientThatIsGone_holdsItsRow_untilTheNetworkIsBack() {
    Trial trial =
        trial(
            "reader: { kind: postgres }\n  postgres: {}",
            "transaction: [ lock: { row: stock }, wait: 2s ]",
            "{ at: 10s, do: reader.partition }, { at: 11.5s, do: gunicorn.kill-worker },"
                + " { at: 20s, do: reader.heal }",
            "at,request",
            "9,page",
            "21,page");
    assertThat(trial.resource("reader.lock(stock)").busyMean() * 2000)
        .as("from 9 s until the FIN arrives, and 2 s for the second")
        .isBetween(11.0 + 2, 26.0 + 2);
    assertThat(trial.end(1)).isGreaterThanOrEqualTo(23);
  }

  // ---- PgBouncer

  private static final String BOUNCER = "pgbouncer: { pool_mode: transaction }\n  postgres: {}";

  @Test
  void pool_hangsItsClients_andKeepsItsServers() {
    Trial trial =
        trial(BOUNCER, QUERY, cut("pgbouncer", "12s"), "at,request", "9.5,page", "11,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 13.5s", "1: 200 at 13.0s");
    assertThat(trial.resource("pgbouncer.servers").busyMean() * 2000)
        .as("a second each: a server whose statement has ended is free for others")
        .isEqualTo(2, org.assertj.core.api.Assertions.within(1e-6));
  }

  /** Its servers hang, and nobody else gets one. */
  @Test
  void poolBeforeACutDatabase_isFullOfHungServers() {
    Trial trial =
        trial(
            "pgbouncer: { pool_mode: transaction, default_pool_size: 1, query_wait_timeout: 3 }\n"
                + "  postgres: {}",
            QUERY,
            cut("postgres", "20s"),
            "at,request",
            "9.5,page",
            "11,page");
    assertThat(trial.end(0)).isEqualTo(23.1);
    assertThat(trial.end(1)).isBetween(14.0, 14.5);
    assertThat(trial.all().failed()).isEqualTo(1);
  }

  /** A login is given up after 15 s and tried again; clients wait for query_wait_timeout. */
  @Test
  void serverConnectTimeout_endsALogin() {
    Trial trial = trial(BOUNCER, QUERY, cut("postgres", "20s"), "at,request", "11,page");
    assertThat(trial.end(0)).as("SYN at 11, given up at 26 s").isBetween(22.0, 28.0);
  }

  // ---- caches

  @Test
  void redisCommand_hangs() {
    Trial trial =
        trial("redis: {}", "cache_command: 1ms", cut("redis", "12s"), "at,request", "11,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 12.401s");
    assertThat(trial.all().timeInMs()).containsEntry("redis.unreachable", 1400.0);
  }

  @Test
  void redisCommand_hangsForAQuarterOfAnHour_orForItsSocketTimeout() {
    String forever = cut("redis", "1500s");
    Trial trial = trial("redis: {}", "cache_command: 1ms", forever, "at,request", "11,page");
    assertThat(trial.ends()).containsExactly("0: 500 at 935.6s");
    Trial patient =
        trial(
            "django: { CACHES_OPTIONS: { socket_timeout: 2 } }\n  redis: {}",
            "cache_command: 1ms",
            forever,
            "at,request",
            "11,page");
    assertThat(patient.ends()).containsExactly("0: 500 at 13.0s");
  }

  @Test
  void memcachedLookUp_hangs() {
    Trial trial =
        trial(
            "memcached: {}",
            "cache_command: 1ms",
            cut("memcached", "12s"),
            "at,request",
            "11,page");
    assertThat(trial.ends()).containsExactly("0: 200 at 12.401s");
  }

  // ---- broker

  private static Trial tasks(String queue) {
    return trial(
            "redis: {}\n  " + queue,
            "enqueue: { queue: queue, task: job }",
            cut("redis", "20s"),
            "at,request",
            "11,page")
        .with("tasks.job=[ wait: 1s ]");
  }

  /** The request hangs until 11 + 12.6 s. Celery's workers asked at 10 s: 12.6 s, too. */
  @Test
  void producerAndWorker_hearSomeTimeAfterTheNetworkIsBack() {
    Trial celery = tasks("queue: { kind: celery }");
    assertThat(celery.ends()).containsExactly("0: 200 at 23.6s");
    assertThat(celery.endpoint("tasks.job").latencyMs().max()).isEqualTo(1000);
    Trial rq = tasks("queue: { kind: rq }");
    assertThat(rq.ends()).containsExactly("0: 200 at 23.6s");
    assertThat(rq.endpoint("tasks.job").completed()).isEqualTo(1);
  }

  @Test
  void celeryWorker_asksAgainLater_thanOneOfRq() {
    for (String kind : new String[] {"celery", "rq"}) {
      Trial trial =
          trial(
                  "redis: {}\n  queue: { kind: " + kind + " }",
                  "enqueue: { queue: queue, task: job }",
                  cut("redis", "20s"),
                  "at,request",
                  "20.5,page")
              .with("tasks.job=[ wait: 1s ]");
      assertThat(trial.endpoint("tasks.job").latencyMs().max())
          .as(kind)
          .isEqualTo(kind.equals("rq") ? 1000 : 3100);
    }
  }
}
