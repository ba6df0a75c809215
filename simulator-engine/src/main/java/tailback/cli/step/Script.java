package tailback.cli.step;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;

/** Commands of a file, of options or of a pipe, shown as they are read. */
public final class Script implements Lines {

  private final String name;
  private final BufferedReader reader;
  private final PrintWriter output;
  private int line;

  /**
   * Commands a line each; empty ones and those that begin with # are left out.
   *
   * @param name what a message calls it
   */
  public Script(String name, BufferedReader reader, PrintWriter output) {
    this.name = name;
    this.reader = reader;
    this.output = output;
  }

  /** Commands that are known already. */
  public static Script of(String name, List<String> commands, PrintWriter output) {
    String all = String.join("\n", commands);
    return new Script(name, new BufferedReader(new StringReader(all)), output);
  }

  @Override
  public String next() {
    try {
      String read = reader.readLine();
      line++;
      while (read != null && (read.isBlank() || read.strip().startsWith("#"))) {
        read = reader.readLine();
        line++;
      }
      if (read != null) {
        output.println();
        output.println("> " + read.strip());
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String place() {
    return name + ":" + line + ": ";
  }

  @Override
  public boolean strict() {
    return true;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
