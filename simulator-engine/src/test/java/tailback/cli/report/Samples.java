package tailback.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import tailback.experiment.result.Compared.Unit;
import tailback.experiment.result.Results;
import tailback.experiment.result.Results.Counts;
import tailback.experiment.result.Results.EndpointResult;
import tailback.experiment.result.Results.Expected;
import tailback.experiment.result.Results.Finding;
import tailback.experiment.result.Results.Latency;
import tailback.experiment.result.Results.LatencyIntervals;
import tailback.experiment.result.Results.Reached;
import tailback.experiment.result.Results.ResourceResult;
import tailback.experiment.result.Results.Timeseries;
import tailback.experiment.result.Results.Waits;

/** Results made by hand: one of each kind that a reader meets. */
final class Samples {

  static final String SLOTS =
      "FATAL: remaining connection slots are reserved for roles with the " + "SUPERUSER attribute";

  private Samples() {}

  /** Every sample by name. */
  static Map<String, Results> all() {
    return map(
        "blocked-hub",
        blockedHub(),
        "exhausted-connections",
        exhaustedConnections(),
        "quiet",
        quiet(),
        "known-well",
        knownWell(),
        "closed-loop",
        closedLoop(),
        "nothing-completed",
        nothingCompleted(),
        "empty",
        empty());
  }

  /** A C call stops an eventlet worker for a second, many times a minute. */
  static Results blockedHub() {
    EndpointResult timeline =
        endpoint(
            new Counts(29908, 29829, 61, 18),
            300,
            new Latency(411.83, 207.41, 1020.6, 1211.9, 1483.2, 1702.4, 2014.7),
            new LatencyIntervals(
                interval(389.2, 434.5),
                interval(205.1, 209.8),
                interval(1151.3, 1339.4),
                interval(1402.8, 1590.2)),
            map("nginx.proxy", 0.31, "gunicorn.hub", 189.44, "app.wait", 202.02, "app.cpu", 20.06),
            map("200", 29829L, "499", 61L),
            map("client timeout", 61L),
            0);
    EndpointResult export =
        endpoint(
            new Counts(88, 85, 1, 2),
            300,
            new Latency(1318.2, 1209.4, 1811.2, 2003.5, 2311.6, 2311.6, 2311.6),
            new LatencyIntervals(interval(1240.7, 1395.7), interval(1150.2, 1280.9), null, null),
            map("nginx.proxy", 0.33, "gunicorn.hub", 316.77, "app.block", 1000.0, "app.cpu", 1.1),
            map("200", 85L, "499", 1L),
            map("client timeout", 1L),
            0);
    EndpointResult all =
        endpoint(
            new Counts(29996, 29914, 62, 20),
            300,
            new Latency(414.41, 207.52, 1024.8, 1218.3, 1496.0, 1811.2, 2311.6),
            new LatencyIntervals(
                interval(391.7, 437.1),
                interval(205.2, 209.9),
                interval(1157.1, 1345.2),
                interval(1411.3, 1603.4)),
            map(
                "nginx.proxy",
                0.31,
                "gunicorn.hub",
                189.8,
                "app.wait",
                201.45,
                "app.block",
                2.84,
                "app.cpu",
                20.01),
            map("200", 29914L, "499", 62L),
            map("client timeout", 62L),
            0);
    return new Results(
        "scenarios/incidents/eventlet-blocking-call.yaml",
        "A C-extension call stalls an eventlet worker",
        1,
        1,
        300,
        5,
        null,
        214305,
        0.213,
        true,
        new Counts(29996, 29914, 62, 20),
        map("timeline", timeline, "export", export),
        all,
        map(
            "nginx.connections",
            new ResourceResult(512, 0.081, 41.4, 204, 0, 0, new Waits(0, 0, 0), 0, 29996),
            "gunicorn.backlog",
            new ResourceResult(2048, 0.0001, 0.12, 21, 0.12, 21, new Waits(1.2, 0, 981), 0, 29996),
            "gunicorn.hub",
            new ResourceResult(
                1, 0.386, 0.386, 1, 18.97, 203, new Waits(189.8, 921.7, 1893.2), 0, 59904),
            "app.cpu",
            new ResourceResult(4, 0.0251, 0.1, 1, 0, 0, new Waits(0, 0, 0), 0, 59904),
            "app.memory",
            new ResourceResult(0, 0, 0, 0, 0, 0, null, 0, 0)),
        map(),
        series(
            1,
            300,
            List.of(
                course(
                    "rate(timeline)", at -> stalled(at) ? 31 + noise(at, 12) : 97 + noise(at, 25)),
                course(
                    "p95(timeline)",
                    at -> stalled(at) ? 1100 + noise(at, 400) : 215 + noise(at, 40)),
                course("gunicorn.hub.busy", at -> stalled(at) ? 1 : 0.1 + noise(at, 0.1)),
                course(
                    "gunicorn.hub.queue", at -> stalled(at) ? 90 + noise(at, 113) : noise(at, 3)))),
        List.of(
            new Finding(
                "hub-blocked",
                "gunicorn.hub",
                7.2,
                "One greenlet kept the hub of a worker for 1.00 s without yielding, 86 times; up to "
                    + "203 others were ready and could not run. The CPU was 3 % busy meanwhile.",
                map("longest_s", 1.0, "times", 86, "ready_max", 203))),
        List.of(
            new Expected("p95(timeline) > 600ms", true, "1.21 s"),
            new Expected("p50(timeline) < 300ms", true, "207 ms"),
            new Expected("utilisation(app.cpu) < 2%", false, "2.51 %")),
        List.of());
  }

  private static boolean stalled(int second) {
    return second % 13 == 7 || second % 31 == 11;
  }

  /** Too many requests hold a database connection for too long; five replications. */
  static Results exhaustedConnections() {
    EndpointResult checkout =
        endpoint(
            new Counts(59955, 51462, 8348, 145),
            300,
            new Latency(548.7, 489.1, 902.3, 1093.8, 1561.3, 2210.4, 3981.5),
            new LatencyIntervals(
                interval(544.1, 553.4),
                interval(486.0, 492.2),
                interval(1081.6, 1106.0),
                interval(1530.2, 1592.7)),
            map(
                "nginx.proxy",
                0.3,
                "gunicorn.backlog",
                0.0,
                "app.cpu",
                4.1,
                "app.gil",
                0.42,
                "postgres.connect",
                8.04,
                "postgres.query",
                25.2,
                "postgres.lock(stock)",
                10.6,
                "payments",
                499.74,
                "celery.enqueue",
                0.3),
            map("200", 51462L, "500", 8337L, "502", 11L),
            map(SLOTS, 8337L, "502 Bad Gateway", 11L),
            2.98,
            new Latency(9.4, 7.1, 17.6, 22.3, 38.1, 61.5, 112.7));
    return new Results(
        "scenarios/incidents/postgres-exhaustion-200rps.yaml",
        "Connection exhaustion at 200 RPS",
        1,
        5,
        60,
        10,
        null,
        3482113,
        2.87,
        true,
        new Counts(59955, 51462, 8348, 145),
        map("checkout", checkout),
        checkout,
        map(
            "nginx.connections",
            new ResourceResult(2048, 0.0538, 110.2, 171, 0, 0, new Waits(0, 0, 0), 0, 59955),
            "gunicorn.backlog",
            new ResourceResult(8192, 0, 0, 2, 0, 2, new Waits(0, 0, 1.1), 0, 59955),
            "gunicorn.threads",
            new ResourceResult(320, 0.322, 103.1, 161, 0, 0, new Waits(0, 0, 0), 0, 59955),
            "app.cpu",
            new ResourceResult(16, 0.0512, 0.82, 7, 0.003, 2, new Waits(0.01, 0, 2.2), 0, 101532),
            "app.gil",
            new ResourceResult(20, 0.041, 0.82, 9, 0.08, 4, new Waits(0.42, 2.1, 11.4), 0, 101532),
            "postgres.connections",
            new ResourceResult(97, 0.956, 92.7, 97, 0, 0, new Waits(0, 0, 0), 8337, 59799),
            "postgres.lock(stock)",
            new ResourceResult(0, 0, 1.7, 9, 1.81, 14, new Waits(10.6, 41.2, 210), 0, 51462),
            "db.cpu",
            new ResourceResult(8, 0.49, 3.92, 8, 0.02, 5, new Waits(0.1, 0, 12), 0, 154386),
            "celery.queue",
            new ResourceResult(0, 0, 0, 0, 0.2, 11, new Waits(1.1, 5, 88), 0, 51462),
            "celery.workers",
            new ResourceResult(16, 0.536, 8.6, 16, 0, 0, new Waits(0, 0, 0), 0, 51462),
            "payments",
            new ResourceResult(0, 0, 86.1, 139, 0, 0, new Waits(0, 0, 0), 0, 51462),
            "redis.loop",
            new ResourceResult(1, 0.017, 0.02, 1, 0, 1, new Waits(0, 0, 0.1), 0, 51462)),
        map(),
        series(
            1,
            60,
            List.of(
                course("rate(checkout)", at -> 171 + noise(at, 22) - 11),
                course("p95(checkout)", at -> 1040 + noise(at, 160)),
                course(
                    "postgres.connections.busy", at -> Math.min(97, 40 + 30 * at + noise(at, 5))),
                course("postgres.lock(stock).queue", at -> 1 + noise(at, 5)),
                course("celery.queue.queue", at -> noise(at, 4)))),
        List.of(
            new Finding(
                "postgres-full",
                "postgres.connections",
                1.4,
                "All 97 connections an ordinary role may use were taken; 13.9 % of requests were "
                    + "refused. Each connection was held 524 ms and idle in 94 % of it, while "
                    + "payments answered.",
                map("held_ms", 524, "idle_share", 0.94)),
            new Finding(
                "idle-in-transaction",
                "postgres.connections",
                0.0,
                "Connections stay open while the application calls payments.",
                map())),
        List.of(new Expected("errors(\"connection slots\") between 10% and 18%", true, "13.9 %")),
        List.of());
  }

  /** A small site where nothing is the matter. */
  static Results quiet() {
    EndpointResult page =
        endpoint(
            new Counts(612, 612, 0, 0),
            60,
            new Latency(12.34, 8.61, 27.8, 36.2, 57.9, 71.3, 71.3),
            new LatencyIntervals(
                interval(11.4, 13.3), interval(7.9, 9.4), interval(32.6, 40.3), null),
            map("app.cpu", 5.02, "app.gil", 0.02, "postgres.query", 7.3),
            map("200", 612L),
            map(),
            1);
    return new Results(
        "shop.yaml",
        "A small shop on a quiet morning",
        42,
        1,
        60,
        0,
        null,
        5511,
        0.004,
        true,
        new Counts(612, 612, 0, 0),
        map("GET /products/{slug}", page),
        page,
        map(
            "gunicorn.workers",
            new ResourceResult(4, 0.0314, 0.126, 2, 0, 0, new Waits(0, 0, 0), 0, 612),
            "app.cpu",
            new ResourceResult(2, 0.0256, 0.051, 2, 0, 0, new Waits(0, 0, 0), 0, 1224),
            "postgres.connections",
            new ResourceResult(100, 0.0007, 0.074, 2, 0, 0, new Waits(0, 0, 0), 0, 612),
            "db.cpu",
            new ResourceResult(2, 0.037, 0.074, 2, 0, 0, new Waits(0, 0, 0), 0, 612)),
        map(),
        series(1, 60, List.of(course("rate(GET /products/{slug})", at -> 7 + noise(at, 7)))),
        List.of(),
        List.of(),
        List.of());
  }

  /** Fifty users who wait for each answer: sync workers are the limit. */
  static Results closedLoop() {
    Map<String, EndpointResult> endpoints = new LinkedHashMap<>();
    endpoints.put(
        "GET /orders/{id}/items/{item}",
        endpoint(
            new Counts(5110, 5078, 0, 32),
            120,
            new Latency(742.1, 731.5, 801.7, 842.6, 913.7, 961.1, 1002.5),
            new LatencyIntervals(
                interval(735.2, 749.0),
                interval(728.8, 734.2),
                interval(836.5, 848.7),
                interval(890.2, 937.2)),
            map("gunicorn.backlog", 660.4, "app.cpu", 30.3, "app.wait", 50.1, "nginx.proxy", 1.3),
            map("200", 5078L),
            map(),
            2));
    endpoints.put(
        "search",
        endpoint(
            new Counts(2189, 2171, 0, 18),
            120,
            new Latency(810.9, 800.2, 880.3, 921.9, 1001.5, 1044.4, 1060.9),
            new LatencyIntervals(
                interval(800.1, 821.7), interval(795.0, 805.4), interval(910.3, 933.5), null),
            map("gunicorn.backlog", 661.3, "app.cpu", 90.2, "app.wait", 58.1, "nginx.proxy", 1.3),
            map("200", 2171L),
            map(),
            4));
    EndpointResult all =
        endpoint(
            new Counts(7299, 7249, 0, 50),
            120,
            new Latency(762.7, 745.3, 851.0, 889.4, 960.3, 1021.6, 1060.9),
            new LatencyIntervals(
                interval(756.0, 769.4),
                interval(741.6, 749.0),
                interval(881.8, 897.0),
                interval(944.8, 975.8)),
            map("gunicorn.backlog", 660.7, "app.cpu", 48.2, "app.wait", 52.5, "nginx.proxy", 1.3),
            map("200", 7249L),
            map(),
            2.6);
    return new Results(
        "bench/wrk-50.yaml",
        "wrk with 50 connections against 5 sync workers",
        3,
        1,
        120,
        10,
        null,
        43811,
        0.031,
        true,
        new Counts(7299, 7249, 0, 50),
        endpoints,
        all,
        map(
            "nginx.connections",
            new ResourceResult(1024, 0.0488, 50, 50, 0, 0, new Waits(0, 0, 0), 0, 7299),
            "gunicorn.backlog",
            new ResourceResult(
                2048, 0.0216, 44.3, 45, 44.3, 45, new Waits(660.7, 741.2, 801.1), 0, 7299),
            "gunicorn.workers",
            new ResourceResult(
                5, 0.998, 4.99, 5, 44.3, 45, new Waits(660.7, 741.2, 801.1), 0, 7299),
            "app.cpu",
            new ResourceResult(4, 0.842, 3.37, 4, 0.31, 3, new Waits(2.6, 14.4, 61), 0, 14598)),
        map(),
        series(
            1,
            120,
            List.of(
                course("rate(GET /orders/{id}/items/{item})", at -> 40 + noise(at, 5)),
                course("rate(search)", at -> 16 + noise(at, 4)),
                course("gunicorn.backlog.queue", at -> 43 + noise(at, 3)))),
        List.of(
            new Finding(
                "workers-saturated",
                "gunicorn.workers",
                0.0,
                "All 5 workers were busy 99.8 % of the time; requests wait in the backlog 13.1 times "
                    + "as long as they are served.",
                map("utilisation", 0.998))),
        List.of(),
        List.of());
  }

  /** The quiet one, many times over, after a warm-up that found no steady state. */
  static Results knownWell() {
    Results quiet = quiet();
    return new Results(
        quiet.scenario(),
        quiet.title(),
        quiet.seed(),
        105,
        quiet.simulatedS(),
        12.15,
        new Results.WarmUp(105, false),
        quiet.events(),
        quiet.wallS(),
        true,
        quiet.requests(),
        quiet.endpoints(),
        quiet.all(),
        quiet.resources(),
        quiet.counters(),
        quiet.timeseries(),
        quiet.findings(),
        quiet.expectations(),
        List.of(
            new Reached(
                "p95(page)", Unit.MILLIS, 452.1, interval(438.6, 465.6), 0.03, 0.02986, true),
            new Reached("mean", Unit.MILLIS, 169.3, interval(163.1, 175.5), 5, 6.2, false),
            new Reached(
                "errors(\"502\", page)",
                Unit.SHARE,
                0.0123,
                interval(0.01, 0.0146),
                0.005,
                0.0023,
                false),
            new Reached("rate", Unit.RATE, 29.95, interval(29.9, 30), 0.01, 0.00167, true),
            new Reached("p99(nobody)", Unit.MILLIS, Double.NaN, null, 0.05, Double.NaN, true)));
  }

  /** Nothing listens: every request fails, and the run was cut short. */
  static Results nothingCompleted() {
    EndpointResult page =
        endpoint(
            new Counts(1204, 0, 1201, 3),
            12.04,
            null,
            null,
            map(),
            map("502", 1201L),
            map("502 Bad Gateway", 1201L),
            0);
    return new Results(
        "down.yaml",
        "Gunicorn is not there",
        9,
        1,
        12.04,
        0,
        null,
        3612,
        0.002,
        false,
        new Counts(1204, 0, 1201, 3),
        map("page", page),
        page,
        map(
            "nginx.connections",
            new ResourceResult(512, 0.0002, 0.1, 3, 0, 0, new Waits(0, 0, 0), 0, 1204)),
        map(),
        series(1, 12, List.of(course("rate(page)", at -> 0))),
        List.of(),
        List.of(new Expected("p95 < 200ms", false, "nothing completed")),
        List.of());
  }

  /** No request ever arrived. */
  static Results empty() {
    return new Results(
        "nobody.yaml",
        "Nobody comes",
        1,
        1,
        60,
        0,
        null,
        0,
        0.0004,
        true,
        new Counts(0, 0, 0, 0),
        map(
            "page",
            endpoint(
                new Counts(0, 0, 0, 0),
                60,
                new Latency(0, 0, 0, 0, 0, 0, 0),
                null,
                map(),
                map(),
                map(),
                0)),
        endpoint(new Counts(0, 0, 0, 0), 60, null, null, map(), map(), map(), 0),
        map("gunicorn.workers", new ResourceResult(4, 0, 0, 0, 0, 0, null, 0, 0)),
        map(),
        new Timeseries(1, map()),
        List.of(),
        List.of(),
        List.of());
  }

  private static EndpointResult endpoint(
      Counts counts,
      double seconds,
      Latency latency,
      LatencyIntervals intervals,
      Map<String, Double> timeIn,
      Map<String, Long> statuses,
      Map<String, Long> errors,
      double statements) {
    return endpoint(
        counts, seconds, latency, intervals, timeIn, statuses, errors, statements, null);
  }

  private static EndpointResult endpoint(
      Counts counts,
      double seconds,
      Latency latency,
      LatencyIntervals intervals,
      Map<String, Double> timeIn,
      Map<String, Long> statuses,
      Map<String, Long> errors,
      double statements,
      Latency failed) {
    return new EndpointResult(
        counts.offered(),
        counts.completed(),
        counts.failed(),
        counts.inFlight(),
        counts.completed() / seconds,
        latency,
        intervals,
        failed,
        timeIn,
        statuses,
        errors,
        statements,
        0,
        counts.offered());
  }

  private static double[] interval(double low, double high) {
    return new double[] {low, high};
  }

  /** One series and its value at each second. */
  private record Course(String name, IntToDoubleFunction at) {}

  private static Course course(String name, IntToDoubleFunction at) {
    return new Course(name, at);
  }

  private static Timeseries series(double step, int points, List<Course> courses) {
    Map<String, double[]> sampled = new LinkedHashMap<>();
    for (Course each : courses) {
      sampled.put(each.name, IntStream.rangeClosed(1, points).mapToDouble(each.at).toArray());
    }
    return new Timeseries(step, sampled);
  }

  private static double noise(int at, double most) {
    return (at * 7919L + at * (long) at * 104729L) % 1009 / 1009.0 * most;
  }

  /** A map in the order written: name, value, name, value. */
  @SuppressWarnings("unchecked") // the caller says what the values are
  private static <V> Map<String, V> map(Object... entries) {
    Map<String, V> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], (V) entries[i + 1]);
    }
    return map;
  }
}
