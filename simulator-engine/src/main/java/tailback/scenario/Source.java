package tailback.scenario;

import java.nio.file.Path;

/**
 * Where a piece of a scenario was written: a file, or an argument of the command line.
 *
 * @param name what a message calls it
 * @param directory what relative paths in it are relative to
 * @param numbered whether a line and a column say where in it
 */
record Source(String name, Path directory, boolean numbered) {

  /** A file, called as it was asked for. */
  static Source file(Path file) {
    Path parent = file.getParent();
    return new Source(file.toString(), parent == null ? Path.of("") : parent, true);
  }

  /** An argument such as {@code --set gunicorn.workers=4}. */
  static Source argument(String text, Path directory) {
    return new Source(text, directory, false);
  }
}
