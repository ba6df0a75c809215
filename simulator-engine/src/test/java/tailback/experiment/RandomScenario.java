package tailback.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes scenarios that nobody would: random stacks of the parts there are, with tiny limits, short
 * timeouts, workers that get killed, and steps nested at random. Equal seeds give equal scenarios.
 */
final class RandomScenario {

  private static final int DEEPEST = 3;

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final boolean drains;
  private final List<String> gunicorns = new ArrayList<>();
  private boolean nginx;
  private boolean postgres;
  private boolean pool;
  private boolean redis;
  private boolean celery;
  private boolean rq;
  private boolean payments;
  private boolean inTask;

  private RandomScenario(long seed, boolean drains) {
    random = new Random(seed);
    this.drains = drains;
  }

  /** A scenario of a few seconds under full load. */
  static String loaded(long seed) {
    return new RandomScenario(seed, false).write();
  }

  /** A scenario whose traffic ends early, and that has all the time to finish its work. */
  static String draining(long seed) {
    return new RandomScenario(seed, true).write();
  }

  private String write() {
    line("title: a random scenario");
    line("duration: " + (drains ? "300s" : one("2s", "3s")));
    line("warmup: " + (drains ? "0s" : one("0s", "0s", "500ms")));
    line("seed: " + random.nextInt(1000));
    line("hosts:");
    line("  app: { cpus: " + one("0.5", "1", "2", "4") + " }");
    line("  db: { cpus: " + one("1", "2") + " }");
    parts();
    traffic();
    stack();
    line("endpoints:");
    line("  page: " + steps(0, false));
    line("  report: " + steps(0, false));
    line("tasks:");
    inTask = true;
    line("  job: " + steps(0, false));
    if (!drains && chance(0.4)) {
      timeline();
    }
    if (!drains && chance(0.1)) {
      line("stop_when: [ " + one("first 502", "first 504", "time 1s", "first \"FATAL\"") + " ]");
    }
    return text.toString();
  }

  // ---- traffic

  private void traffic() {
    line("traffic:");
    group("visitors");
    if (chance(0.3)) {
      group("robots");
    }
  }

  private void group(String name) {
    line("  " + name + ":");
    line("    arrivals: " + arrivals());
    line("    requests: { page: 80%, report: 20% }");
    if (chance(0.5)) {
      line("    timeout: " + one("20ms", "300ms", "1s", "1500ms", "4s"));
    }
    if (drains) {
      line("    profile: [ { at: 0s, x: 1 }, { at: 1s, x: 2 }, { at: 1.1s, x: 0 } ]");
    }
  }

  private String arrivals() {
    if (!drains && chance(0.25)) {
      return "closed "
          + one("40 users think exponential 100ms", "7 users think 5ms", "1 users think 0ms");
    }
    return one("poisson", "constant") + " " + one("3", "20", "60", "120") + "/s";
  }

  // ---- the stack

  private void parts() {
    nginx = chance(0.6);
    gunicorns.add("gunicorn");
    if (chance(0.2)) {
      gunicorns.add("green");
    }
    postgres = chance(0.7);
    pool = postgres && chance(0.5);
    redis = chance(0.5);
    celery = chance(0.4);
    rq = chance(0.3);
    payments = chance(0.5);
  }

  private void stack() {
    line("stack:");
    if (nginx) {
      line(
          "  nginx: { worker_connections: "
              + one("3", "20", "512", "512")
              + ", proxy_read_timeout: "
              + one("200ms", "1s", "60s")
              + ", proxy_connect_timeout: "
              + one("500ms", "2s", "60s")
              + host()
              + " }");
    }
    for (String name : gunicorns) {
      gunicorn(name);
    }
    if (chance(0.6)) {
      line(
          one(
              "  django: { CONN_MAX_AGE: 0 }",
              "  django: { CONN_MAX_AGE: 1 }",
              "  django: { CONN_MAX_AGE: 60, views: async }",
              "  flask: { connections: per_thread }",
              "  flask: {}"));
    }
    if (pool) {
      line(
          "  pgbouncer: { pool_mode: "
              + one("session", "transaction", "statement")
              + ", default_pool_size: "
              + one("1", "2", "5", "20")
              + ", max_client_conn: "
              + one("2", "10", "100")
              + ", query_wait_timeout: "
              + (drains ? "1" : one("1", "120", "0"))
              + ", server_login_retry: "
              + one("1", "15")
              + " }");
    }
    if (postgres) {
      line(
          "  postgres: { host: db, max_connections: "
              + one("4", "8", "100")
              + ", superuser_reserved_connections: "
              + one("0", "3")
              + ", auth: "
              + one("trust", "md5", "scram-sha-256")
              + ", deadlock_timeout: "
              + one("100", "1000")
              + " }");
    }
    if (redis) {
      line("  redis: { maxclients: " + one("1", "10000") + " }");
    }
    if (celery) {
      line("  celery: { worker_concurrency: " + one("1", "4") + host() + replicas() + " }");
    }
    if (rq) {
      line("  rq: { workers: " + one("1", "3") + host() + " }");
    }
    if (payments) {
      line(
          "  payments: { kind: service, time: "
              + time()
              + ", failure: "
              + one("0%", "10%", "100%")
              + ", concurrency: "
              + one("0", "0", "1", "3")
              + " }");
    }
  }

  private void gunicorn(String name) {
    String timeout = one("0", "1", "1", "2", "30");
    line("  " + name + ":");
    line("    kind: gunicorn");
    if (chance(0.8)) {
      line("    host: app");
    }
    if (chance(0.2)) {
      line("    replicas: 2");
    }
    line(
        "    worker_class: "
            + one("sync", "gthread", "gthread", "gevent", "eventlet", "tornado", "uvicorn"));
    line("    workers: " + one("1", "1", "2", "4"));
    line("    threads: " + one("1", "2", "4"));
    line("    worker_connections: " + one("1", "2", "5", "1000"));
    line("    backlog: " + one("1", "2", "10", "2048"));
    line("    bind: " + one("tcp", "unix"));
    line("    timeout: " + timeout);
    line("    boot: " + (drains ? "100ms" : one("10ms", "500ms", "3s", "exponential 100ms")));
  }

  private String host() {
    return one("", ", host: app", ", host: db");
  }

  private String replicas() {
    return one("", ", replicas: 2");
  }

  // ---- steps

  private String steps(int depth, boolean inTransaction) {
    List<String> steps = new ArrayList<>();
    int count = 1 + random.nextInt(depth == 0 ? 4 : 2);
    for (int i = 0; i < count; i++) {
      steps.add(step(depth, inTransaction));
    }
    return "[ " + String.join(", ", steps) + " ]";
  }

  private String step(int depth, boolean inTransaction) {
    while (true) {
      switch (random.nextInt(13)) {
        case 0, 1:
          return "{ cpu: " + time() + " }";
        case 2:
          return "{ wait: " + time() + " }";
        case 3:
          return "{ block: { time: "
              + time()
              + ", gil: "
              + one("held", "released")
              + ", cpu: "
              + one("true", "false")
              + " } }";
        case 4:
          if (postgres) {
            return "{ query: { time: " + time() + ", io: " + time() + driver() + via() + " } }";
          }
          break;
        case 5:
          if (postgres && depth < DEEPEST) {
            return "{ transaction: { steps: "
                + steps(depth + 1, true)
                + ", rollback: "
                + (inTransaction ? "0%" : one("0%", "30%"))
                + " } }";
          }
          break;
        case 6:
          if (inTransaction) {
            return "{ lock: { row: " + one("stock", "user") + ", keys: 2 } }";
          }
          break;
        case 7:
          if (inTransaction && depth < DEEPEST) {
            return "{ on_commit: " + steps(depth + 1, false) + " }";
          }
          break;
        case 8:
          if (redis && depth < DEEPEST) {
            return "{ cache: { hit: "
                + one("0%", "50%", "100%")
                + ", miss: "
                + steps(depth + 1, inTransaction)
                + " } }";
          }
          break;
        case 9:
          if (payments) {
            return "{ call: { to: payments" + one("", ", timeout: 30ms", ", timeout: 1s") + " } }";
          }
          break;
        case 10:
          if ((celery || rq) && !inTask) {
            String queue = celery ? "celery" : "rq";
            return "{ enqueue: { queue: " + queue + ", task: job } }";
          }
          break;
        case 11:
          if (depth < DEEPEST) {
            return "{ repeat: { times: "
                + one("1", "2", "3")
                + ", steps: "
                + steps(depth + 1, inTransaction)
                + " } }";
          }
          break;
        default:
          if (depth < DEEPEST) {
            return "{ choose: { 70%: "
                + steps(depth + 1, inTransaction)
                + ", 30%: "
                + steps(depth + 1, inTransaction)
                + " } }";
          }
          break;
      }
    }
  }

  private String driver() {
    return one("", "", ", driver: blocking");
  }

  private String via() {
    return pool ? one("", "", ", via: postgres", ", via: pgbouncer") : "";
  }

  private String time() {
    return one(
        "0ms",
        "1ms",
        "5ms",
        "exponential 10ms",
        "uniform 1ms to 30ms",
        "exponential 2ms",
        "mix 95% exponential 5ms 5% constant 2500ms");
  }

  // ---- changes while the run goes on

  private void timeline() {
    line("timeline:");
    for (String at : List.of("300ms", "900ms", "1500ms")) {
      line("  - { at: " + at + ", set: { " + change() + " } }");
    }
  }

  private String change() {
    while (true) {
      switch (random.nextInt(8)) {
        case 0:
          return "traffic.visitors.arrivals: " + arrivals();
        case 1:
          return "traffic.visitors.timeout: " + one("50ms", "1s");
        case 2:
          return "endpoints.page: " + steps(0, false);
        case 3:
          if (pool) {
            return "pgbouncer.default_pool_size: " + one("1", "3", "30");
          }
          break;
        case 4:
          if (pool) {
            return one("pgbouncer.query_wait_timeout: 1", "pgbouncer.query_wait_timeout: 0");
          }
          break;
        case 5:
          if (payments) {
            return "payments.concurrency: " + one("0", "1", "5");
          }
          break;
        case 6:
          if (pool) {
            return "pgbouncer.max_client_conn: " + one("1", "50");
          }
          break;
        default:
          if (nginx) {
            return "nginx.proxy_read_timeout: " + one("100ms", "2s");
          }
          break;
      }
    }
  }

  // ---- chance

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
