package tailback.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small scenario, whose whole run is known at once. */
final class Small {

  private static final String TEXT =
      """
      title: Small
      duration: 10s
      hosts: { app: { cpus: 2 } }
      traffic: { page: poisson 40/s }
      stack:
        nginx: {}
        gunicorn: { host: app, worker_class: gthread, workers: 2, threads: 4 }
      endpoints:
        page: [ cpu: 10ms, wait: 60ms, cpu: 5ms ]
      """;

  private Small() {}

  /** Writes it into a folder. */
  static Path in(Path folder) {
    try {
      return Files.writeString(folder.resolve("small.yaml"), TEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
