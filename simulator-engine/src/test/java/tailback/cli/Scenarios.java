package tailback.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small scenario files. */
final class Scenarios {

  static final Path SHIPPED = Path.of("../scenarios");
  static final Path STARTER = SHIPPED.resolve("starters/sync.yaml");

  /** Two workers, and three expectations that hold. */
  static final String SMALL =
      """
      title: Small
      duration: 5s
      traffic: { page: poisson 10/s }
      hosts: { app: { cpus: 2 } }
      stack: { gunicorn: { host: app, workers: 2 } }
      endpoints: { page: [ cpu: 10ms ] }
      expect:
        - errors == 0
        - p50(page) < 1s
        - p99(page) < 1s
      """;

  private Scenarios() {}

  /** Writes the small one, with this more at its end. */
  static Path small(Path file, String... more) throws IOException {
    return Files.writeString(file, SMALL + String.join("\n", more));
  }
}
