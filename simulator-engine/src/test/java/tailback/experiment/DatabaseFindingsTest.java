package tailback.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static tailback.experiment.WorkerFindingsTest.assertSilent;
import static tailback.experiment.WorkerFindingsTest.found;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;
import tailback.experiment.result.Results.Finding;

/** What the findings say of databases, and of what is asked of them. */
final class DatabaseFindingsTest {

  private static Trial pages(String steps, String... more) {
    return Trial.of(
            """
            duration: 20s
            hosts: { app: { cpus: 4 }, db: { cpus: 4 } }
            traffic: { page: poisson 40/s }
            stack:
              gunicorn: { host: app, worker_class: gthread, workers: 4, threads: 8 }
              django: { CONN_MAX_AGE: 60 }
              postgres: { host: db }
            endpoints: { page: %s }
            """
                .formatted(steps))
        .with(more);
  }

  /** An order locks a row, and asks somebody else before it commits. */
  private static Trial orders(String wait) {
    return pages(
        "[ transaction: [ lock: { row: stock }, wait: " + wait + ", query: { write: true } ] ]");
  }

  @Test
  void effectInATransaction_thatIsRolledBack() {
    String inside = "[ transaction: { rollback: 5%, steps: [ query: 1ms, effect: email ] } ]";
    Finding found = found(pages(inside), "effect-before-commit");
    assertThat((long) found.evidence().get("orphans")).isBetween(15L, 75L);
    assertThat(found.resource()).isEqualTo("email");
    String after =
        "[ transaction: { rollback: 5%, steps: [ query: 1ms, on_commit: [ effect: email ] ] } ]";
    assertSilent(pages(after), "effect-before-commit");
  }

  @Test
  void transactionThatWaitsForSomebody_holdsWhatOthersNeed() {
    Finding found = found(orders("22ms"), "idle-in-transaction");
    assertThat((double) found.evidence().get("mean_idle")).isBetween(0.5, 2.0);
    assertSilent(orders("1ms"), "idle-in-transaction");
    assertSilent(pages("[ transaction: [ query: 1ms, wait: 22ms ] ]"), "idle-in-transaction");
  }

  /** The workers queue as well: most of a request's time is in front of them. */
  @Test
  void rowLockWait_isFound_whereTheBacklogIsLong() {
    Trial full = orders("40ms").with("gunicorn.worker_class=sync", "gunicorn.threads=1");
    assertThat(full.all().timeInMs().get("gunicorn.backlog")).isGreaterThan(1_000);
    assertThat((double) found(full, "row-lock-wait").evidence().get("mean_wait_ms"))
        .isGreaterThan(50);
    assertSilent(orders("1ms"), "row-lock-wait");
  }

  @Test
  void poolWait_isFound_whereHardlyAnybodyGetsAServer() {
    String pool = "stack.pgbouncer={ default_pool_size: 2, pool_mode: session }";
    Trial held = pages("[ query: 1ms, wait: 100ms ]", pool);
    assertThat(held.resource("pgbouncer.servers").queueMean()).isGreaterThan(10);
    found(held, "pool-wait");
    assertSilent(
        pages("[ query: 1ms, wait: 100ms ]", pool, "pgbouncer.pool_mode=transaction"), "pool-wait");
  }

  @Test
  void connectionForEachRequest() {
    Finding found = found(pages("[ query: 1ms ]", "django.CONN_MAX_AGE=0"), "connection-churn");
    assertThat((double) found.evidence().get("connect_ms"))
        .isGreaterThan((double) found.evidence().get("query_ms"));
    assertSilent(pages("[ query: 1ms ]"), "connection-churn");
  }

  @Test
  void manyStatementsInARow() {
    Trial list = pages("[ query: 1ms, repeat: { times: 30, steps: [ query: 1ms ] } ]");
    assertThat((double) found(list, "n-plus-one").evidence().get("statements")).isEqualTo(31);
    assertSilent(pages("[ query: 1ms, query: 30ms ]"), "n-plus-one");
  }

  @Test
  void sessionsInTheDatabase() {
    String users = "traffic.page.session={ users: 100, length: 1h }";
    Trial stored = pages("[ session: read, query: 1ms ]", users, "django.SESSION_ENGINE=db");
    assertThat((double) found(stored, "session-queries").evidence().get("share"))
        .isBetween(0.45, 0.55);
    assertSilent(
        pages("[ session: read, query: 1ms ]", users, "django.SESSION_ENGINE=signed_cookies"),
        "session-queries");
  }

  @Test
  void readFromAReplica_thatLags() {
    String reader = "stack.reader={ kind: postgres, replica_of: postgres, lag: 200ms }";
    String read = "query: { row: article, via: reader }";
    String steps = "[ query: { write: true, row: article }, wait: 50ms, " + read + " ]";
    Finding found = found(pages(steps, reader), "replica-lag");
    assertThat((double) found.evidence().get("share")).isGreaterThan(0.9);
    assertSilent(pages(steps, reader, "reader.lag=0ms"), "replica-lag");
  }
}
