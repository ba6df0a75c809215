package tailback.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What became of a command line.
 *
 * @param code the exit code
 * @param output what it wrote on standard output
 * @param errors what it wrote on standard error
 */
record Typed(int code, String output, String errors) {

  /** Runs a command line in this process, its words being these. */
  static Typed words(Object... words) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    String[] arguments = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      arguments[i] = words[i].toString();
    }
    int code = Main.execute(new PrintWriter(output), new PrintWriter(errors), arguments);
    return new Typed(code, output.toString(), errors.toString());
  }
}
