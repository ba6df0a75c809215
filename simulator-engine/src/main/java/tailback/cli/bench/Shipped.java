package tailback.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of {@code benchmarks/} that ship with the program. */
final class Shipped {

  private Shipped() {}

  /** Copies one into a folder. */
  static Path copy(String name, Path folder) throws IOException {
    Path copy = folder.resolve(name);
    try (InputStream file = Shipped.class.getResourceAsStream("/benchmarks/" + name)) {
      Files.copy(file, copy);
    }
    return copy;
  }

  /** Deletes a folder and the files in it. */
  static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
