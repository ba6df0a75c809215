package tailback.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tailback.component.Catalogue;
import tailback.program.Step;

/** A small scenario, and what becomes of it when it is written differently. */
final class Given {

  static final String BASE =
      """
      title: Base
      duration: 10s
      hosts:
        app: { cpus: 2 }
      traffic:
        page: poisson 10/s
      stack:
        nginx: {}
        gunicorn: { host: app, workers: 2 }
        django: {}
        pgbouncer: {}
        postgres: {}
        redis: {}
        celery: {}
        payments: { kind: service, time: 30ms }
      endpoints:
        page:
          - cpu: 4ms
          - query: 2ms
      tasks:
        mail: [ wait: 1s ]
      """;

  static final ScenarioReader READER = new ScenarioReader(Catalogue.standard());

  private Given() {}

  /** The base, with one text for another. */
  static String with(String old, String replacement) {
    if (!BASE.contains(old)) {
      throw new IllegalArgumentException("the base has no " + old);
    }
    return BASE.replace(old, replacement);
  }

  /** The base with more below it. */
  static String and(String more) {
    return BASE + more.stripIndent();
  }

  /** Reads a text as {@code x.yaml}. */
  static Scenario read(String yaml, String... sets) {
    try {
      Path folder = Files.createTempDirectory("tailback");
      try {
        Path file = Files.writeString(folder.resolve("x.yaml"), yaml);
        return READER.scenario(file, List.of(sets));
      } finally {
        Files.deleteIfExists(folder.resolve("x.yaml"));
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the reader says about a text, without the folder it lies in. */
  static String message(String yaml, String... sets) {
    try {
      read(yaml, sets);
      return "nothing";
    } catch (Problem e) {
      return e.getMessage().replaceAll("[^ ]*/(x\\.yaml)", "$1");
    }
  }

  /** The steps of the page, when they are these. */
  static List<Step> steps(String yaml) {
    String page = "page:\n    - cpu: 4ms\n    - query: 2ms\n";
    return read(with(page, "page: " + yaml + "\n")).deployment().endpoints().get("page");
  }

  /** What the reader says when the page's steps are these. */
  static String stepsMessage(String yaml) {
    String page = "page:\n    - cpu: 4ms\n    - query: 2ms\n";
    return message(with(page, "page: " + yaml + "\n"));
  }
}
