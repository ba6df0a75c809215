package tailback.component.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** A read replica: it answers from what its primary had committed a lag ago. */
final class ReplicationTest {

  private static Trial trial(String django, String endpoints, String... rows) {
    return Trial.of(
            """
            duration: 60s
            hosts: { db: { cpus: 1 }, db2: { cpus: 1 } }
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              gunicorn: { worker_class: gthread, threads: 200, timeout: 0 }
              django: { %s }
              postgres: { host: db }
              reader: { kind: postgres, host: db2, replica_of: postgres, lag: 200ms }
            endpoints: %s
            """
                .formatted(django, endpoints))
        .free()
        .arrivals(rows);
  }

  private static final String SHOP =
      """
      {
        page: [ query: { time: 10ms, via: reader, row: article } ],
        other: [ query: { time: 10ms, via: reader, row: author } ],
        save: [ query: { time: 10ms, write: true, row: article } ] }
      """;

  @Test
  void reads_goToItsOwnHost() {
    Trial trial = trial("", SHOP, "at,request", "0,page", "1,save");
    assertThat(trial.resource("db.cpu").busyMean() * 60)
        .isEqualTo(0.01, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(trial.resource("db2.cpu").busyMean() * 60)
        .isEqualTo(0.01, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void readOfARow_isStale_asLongAsItsLastVersionHasNotArrived() {
    Trial trial =
        trial(
            "",
            SHOP,
            "at,request",
            "0,page",
            "1,save",
            "1.005,page",
            "1.1,page",
            "1.1,other",
            "1.209,page",
            "1.22,page");
    assertThat(trial.endpoint("page").stale())
        .as("the write is committed at 1.01 s and replayed at 1.21 s")
        .isEqualTo(2);
    assertThat(trial.endpoint("other").stale()).isZero();
    assertThat(trial.all().stale()).isEqualTo(2);
  }

  @Test
  void readOfNoRow_isStale_whenItsOwnUserHasJustWritten() {
    Trial trial =
        trial(
            "",
            """
            {
              own: [ query: { write: true }, wait: 100ms, query: { via: reader } ],
              late: [ query: { write: true }, wait: 300ms, query: { via: reader } ],
              undone: [
                transaction: { rollback: 100%, caught: true, steps: [ query: { write: true } ] },
                query: { via: reader } ],
              reader: [ query: { via: reader } ] }
            """,
            "at,request",
            "0,own",
            "0,late",
            "0,reader",
            "0,undone");
    assertThat(trial.endpoint("own").stale()).isEqualTo(1);
    assertThat(trial.endpoint("late").stale()).isZero();
    assertThat(trial.endpoint("reader").stale()).isZero();
    assertThat(trial.endpoint("undone").stale()).isZero();
  }

  @Test
  void sessions_rememberTheirWrites() {
    Trial trial =
        Trial.of(
                """
                duration: 20s
                traffic:
                  visitors:
                    arrivals: poisson 20/s
                    requests: { save: 50%, page: 50% }
                    session: { users: 1, length: 10m }
                stack:
                  gunicorn: { worker_class: gthread, threads: 200, timeout: 0 }
                  postgres: {}
                  reader: { kind: postgres, replica_of: postgres, lag: 1s }
                endpoints:
                  save: [ query: { time: 1ms, write: true } ]
                  page: [ query: { time: 1ms, via: reader } ]
                """)
            .free();
    assertThat((double) trial.endpoint("page").stale() / trial.endpoint("page").completed())
        .as("one user who writes ten times a second, and a lag of a second")
        .isGreaterThan(0.95);
    assertThat(trial.endpoint("save").stale()).isZero();
  }

  @Test
  void userLooksAtWhatItHasJustSaved_whicheverRowThatWas() {
    for (String row : new String[] {"article", "author"}) {
      Trial trial =
          Trial.of(
                  """
                  duration: 20s
                  traffic:
                    visitors:
                      arrivals: poisson 20/s
                      requests: { save: 50%%, page: 50%% }
                      session: { users: 1, length: 10m }
                  stack:
                    gunicorn: { worker_class: gthread, threads: 200, timeout: 0 }
                    postgres: {}
                    reader: { kind: postgres, replica_of: postgres, lag: 1s }
                  endpoints:
                    save: [ query: { write: true, row: article, keys: 1000000 } ]
                    page: [ query: { time: 1ms, via: reader, row: %s, keys: 1000000 } ]
                  """
                      .formatted(row))
              .free();
      double share = (double) trial.endpoint("page").stale() / trial.endpoint("page").completed();
      if (row.equals("article")) {
        assertThat(share).isGreaterThan(0.95);
      } else {
        assertThat(share).isZero();
      }
    }
  }

  @Test
  void pinnedReads_goToThePrimary_forSoLongAfterAWrite() {
    String own =
        "{ own: [ query: { write: true }, wait: 100ms, query: { time: 10ms, via: reader } ] }";
    for (String pin : new String[] {"50ms", "1s"}) {
      Trial trial = trial("pin_reads_after_write: " + pin, own, "at,request", "0,own");
      boolean pinned = pin.equals("1s");
      assertThat(trial.all().stale()).isEqualTo(pinned ? 0 : 1);
      assertThat(trial.resource(pinned ? "db.cpu" : "db2.cpu").busyMean() * 60)
          .isEqualTo(0.01, org.assertj.core.api.Assertions.within(1e-9));
    }
  }

  @Test
  void writesAndLocks_areRefused() {
    Trial trial =
        trial("", "{ page: [ query: { via: reader, write: true } ] }", "at,request", "0,page");
    assertThat(trial.all().errors())
        .containsOnlyKeys("ERROR: cannot execute UPDATE in a read-only transaction");
  }
}
