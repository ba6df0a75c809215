package tailback.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tailback.scenario.Scenario;
import tailback.scenario.ScenarioReader;

/** A scenario with a part of every kind and every step that waits for one. */
final class Everything {

  private static final String YAML =
      """
      title: Everything
      duration: 2s
      hosts: { app: { cpus: 2 }, db: { cpus: 2 } }
      traffic: { page: poisson 20/s }
      stack:
        nginx: { host: app }
        gunicorn: { host: app, workers: 2, threads: 2 }
        uvicorn: { host: app, limit_concurrency: 9 }
        django: {}
        pgbouncer: { pool_mode: transaction }
        postgres: { host: db }
        redis: { host: app }
        memcached: { host: app }
        celery: { host: app }
        rq: { host: app }
        object_store: {}
        service: { time: 10ms }
      endpoints:
        page:
          - cpu: 2ms
          - wait: 1ms
          - block: 1ms
          - block: { time: 1ms, executor: true }
          - parallel: [ [ wait: 1ms ], [ cpu: 1ms, query: 1ms ] ]
          - cache: { hit: 50%, miss: [ query: 1ms ] }
          - cache: { key: page, keys: 9, ttl: 5ms, coalesce: true, miss: [ wait: 90ms ] }
          - cache_set: page
          - cache_delete: page
          - cache_command: 1ms
          - cache: { key: page, via: memcached, keys: 9, ttl: 5ms, miss: [ wait: 1ms ] }
          - transaction: [ lock: { row: stock, keys: 2 }, query: { time: 5ms, write: true } ]
          - query: { time: 1ms, prepared: true }
          - query: { time: 1ms, cursor: true }
          - query: { time: 1ms, temporary: basket }
          - set: { statement_timeout: 5s }
          - notify: news
          - listen: { channel: news, timeout: 1ms }
          - static: 1KB
          - session: write
          - effect: email
          - put: { object_store: object_store, key: photo }
          - get: { object_store: object_store, key: photo }
          - call: service
          - fail: { share: 1% }
          - enqueue: { queue: celery, task: mail }
          - enqueue: { queue: rq, task: mail }
      tasks:
        mail: [ cpu: 1ms, query: { time: 1ms, rows: 1000, index: false } ]
      """;

  private Everything() {}

  /** It, with these settings. */
  static Scenario with(String... sets) {
    return read(YAML, sets);
  }

  /** It, with Flask for Django. */
  static Scenario withFlask(String... sets) {
    return read(YAML.replace("django: {}", "flask: {}"), sets);
  }

  /** It, with FastAPI for Django. */
  static Scenario withFastApi(String... sets) {
    return read(
        YAML.replace("django: {}", "fastapi: {}").replace("threads: 2", "worker_class: uvicorn"),
        sets);
  }

  /** It, and a service of Node beside its Gunicorn. */
  static Scenario withNode() {
    return read(YAML.replace("  django: {}", "  node: { host: app }\n  django: {}"));
  }

  /** It, with another edge for Nginx. */
  static Scenario withEdge(String kind) {
    return read(YAML.replace("nginx:", kind + ":"));
  }

  /** Reads the text of a scenario. */
  static Scenario read(String yaml, String... sets) {
    try {
      Path folder = Files.createTempDirectory("tailback");
      Path file = folder.resolve("scenario.yaml");
      try {
        Files.writeString(file, yaml);
        return ScenarioReader.read(file, List.of(sets));
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
