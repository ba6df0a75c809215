package tailback.component.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tailback.component.Trial;

/** What a location of Nginx says for its endpoint, and what it inherits. */
final class LocationTest {

  private static Trial trial(String nginx, String... rows) {
    return Trial.of(
            """
            duration: 200s
            traffic: { visitors: { arrivals: trace arrivals.csv } }
            stack:
              nginx: { %s }
              gunicorn: { workers: 1, timeout: 0 }
              reports: { kind: gunicorn, workers: 1, timeout: 0 }
            endpoints:
              page: [ wait: 1s ]
              report: [ wait: 10s ]
            """
                .formatted(nginx))
        .free()
        .arrivals(rows);
  }

  @Test
  void proxyPass_givesAnEndpointServersOfItsOwn_whichTheOthersDoNotAsk() {
    String[] rows = {"at,request", "0,report", "1,page", "1.5,page", "2,report"};
    assertThat(trial("location: { report: reports }", rows).ends())
        .containsExactly("0: 200 at 10.0s", "1: 200 at 2.0s", "2: 200 at 3.0s", "3: 200 at 20.0s");
    assertThat(trial("upstream: gunicorn", rows).end(1)).as("behind the report").isEqualTo(11);
    assertThat(trial("upstream: [gunicorn, reports], location: { report: reports }", rows).end(2))
        .as("named, they are asked for pages as well: the second of them")
        .isEqualTo(11);
  }

  @Test
  void proxyReadTimeout_isThatOfTheLocation() {
    String[] rows = {"at,request", "0,report"};
    assertThat(trial("upstream: gunicorn, proxy_read_timeout: 5s", rows).ends())
        .containsExactly("0: 504 at 5.0s");
    assertThat(
            trial(
                    "upstream: gunicorn, proxy_read_timeout: 5s, location: { report: {"
                        + " proxy_read_timeout: 60s } }",
                    rows)
                .ends())
        .containsExactly("0: 200 at 10.0s");
    assertThat(
            trial("upstream: gunicorn, location: { report: { proxy_read_timeout: 3 } }", rows)
                .ends())
        .containsExactly("0: 504 at 3.0s");
  }

  @Test
  void limit_countsApart_whereALocationHasItsOwn_andTogetherWhereItInheritsIt() {
    String[] rows = {"at,request", "0,page", "0.1,report", "0.2,report", "0.3,page"};
    String limit = "upstream: gunicorn, limit_req: { rate: 1r/s }";
    assertThat(trial(limit, rows).all().statuses()).containsEntry("503", 3L);
    assertThat(trial(limit + ", location: { report: { proxy_read_timeout: 60s } }", rows))
        .as("inherited: one bucket")
        .matches(trial -> trial.all().statuses().get("503") == 3L);
    assertThat(trial(limit + ", location: { report: { limit_req: { rate: 1r/s } } }", rows))
        .as("one passes of each")
        .matches(trial -> trial.all().statuses().get("503") == 2L);
    assertThat(
            trial("location: { report: { limit_conn: { conn: 1 } } }", rows)
                .endpoint("report")
                .statuses())
        .containsEntry("503", 1L);
  }

  @Test
  void reload_changesALocation_andKeepsItsBucket() {
    Trial trial =
        trial(
                "location: { report: { limit_req: { rate: 1r/s } } }",
                "at,request",
                "0,report",
                "0.1,report",
                "1.5,report",
                "11,page")
            .with("timeline=[{ at: 500ms, set: { nginx.location.report.limit_req.rate: 1r/m } }]");
    assertThat(trial.all().statuses())
        .as("the third is a second and a half after the first, and a minute is asked for now")
        .containsEntry("503", 2L);
  }

  @Test
  void bodies_andConnectTimeouts_mayDiffer() {
    Trial trial =
        trial(
                "client_max_body_size: 1MB, location: { report: { client_max_body_size: 100MB } }",
                "at,request",
                "0,page",
                "0,report")
            .with(
                "endpoints.page=[ receive: 10MB, wait: 1s ]",
                "endpoints.report=[ receive: 10MB, wait: 1s ]");
    assertThat(trial.ends()).anyMatch(end -> end.startsWith("0: 413"));
    assertThat(trial.ends()).anyMatch(end -> end.startsWith("1: 200"));
  }

  @Test
  void auto_isAProcessForEachCore() {
    Trial four =
        trial("host: app, worker_processes: auto", "at,request", "0,page")
            .with("hosts.app={ cpus: 4 }");
    assertThat(four.resource("nginx.loop").capacity()).isEqualTo(4);
    Trial quota =
        trial("host: app, worker_processes: auto", "at,request", "0,page")
            .with("hosts.app={ cpus: 8, quota: 2 }");
    assertThat(quota.resource("nginx.loop").capacity()).as("it does not see it").isEqualTo(8);
  }
}
