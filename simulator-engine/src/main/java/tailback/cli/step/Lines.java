package tailback.cli.step;

/** Where commands come from: a terminal, a script, a pipe. */
public interface Lines extends AutoCloseable {

  /** The next line; null when there is none. */
  String next();

  /** What a message about the last line begins with, such as {@code walk.txt:3: }. */
  String place();

  /** Whether the session ends with a line that nobody understands: then nobody is there to see. */
  boolean strict();

  @Override
  void close();
}
