package tailback.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import tailback.cli.report.Terminal;

/**
 * Standard output or error. When nobody can read it any more, what is written goes nowhere: a
 * reader who has seen enough, as {@code | head} has, is no fault.
 */
final class StandardStream extends OutputStream {

  private final FileOutputStream stream;
  private IOException failure;

  StandardStream(Terminal.Stream stream) {
    this.stream = new FileOutputStream(stream.descriptor());
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] octets, int from, int count) {
    if (failure != null) {
      return;
    }
    try {
      stream.write(octets, from, count);
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Whether something could not be written, although somebody waits for it. */
  boolean isLost() {
    return failure != null && !reason().contains("Broken pipe");
  }

  /** Why not. */
  String reason() {
    return String.valueOf(failure.getMessage());
  }
}
